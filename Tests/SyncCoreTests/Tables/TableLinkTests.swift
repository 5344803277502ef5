import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Each table whose rows can refer to rows that were added offline, too: the reference arrives with the
/// key that the server gave.
struct TableLinkTests {
  /// A column and the table it leads to.
  struct Reference: Sendable {
    let column: ResourceColumn
    let target: Resource
  }

  static let links: [String: [Reference]] = {
    guard let catalog = try? CatalogLoader.bundled() else { return [:] }
    let inUse = catalog.resources.filter { $0.retiredBy == nil && $0.allows(.create) }
    let found = inUse.map { resource in
      let references = resource.writableColumns.compactMap { column -> Reference? in
        guard let target = column.link.flatMap({ catalog[$0.resource] }),
          target.allows(.create), target.keyAssignment == .server
        else { return nil }
        return Reference(column: column, target: target)
      }
      return (resource.name, references)
    }
    return Dictionary(uniqueKeysWithValues: found.filter { !$0.1.isEmpty })
  }()

  @Test func `the links are those of the catalog`() throws {
    let catalog = try CatalogLoader.bundled()
    let all = catalog.resources.filter { $0.retiredBy == nil && !$0.methods.isEmpty }
      .flatMap(\.columns).count { $0.link != nil }
    #expect(all == 123)
    #expect(Self.links.count == 41)
    #expect(Self.links.values.map(\.count).reduce(0, +) == 69)
  }

  @Test(arguments: links.keys.sorted())
  func `a row that refers to one added before it arrives with that one's key`(
    _ name: String
  ) throws {
    let references = try #require(Self.links[name])
    let world = try World(seed: 1, isFurnished: false)
    defer { world.cleanUp() }
    let samples = RowSamples(world)
    let resource = try #require(world.catalog[name])
    let held = Set([name] + references.map(\.target.name))
    let laptop = try Laptop(in: world, holding: held.sorted())
    for reference in references {
      let parent = try samples.fields(for: reference.target, isWhole: false)
      let key = try laptop.add(reference.target.name, parent)
      #expect(key.isProvisional)
      var fields = try samples.fields(for: resource, isWhole: false)
      fields[reference.column.name] = key.value
      try laptop.add(name, fields)
    }
    let summary = try laptop.sync()
    #expect(summary.applied == 2 * references.count, "\(summary.notes)")
    try laptop.expectAgreement()
    for reference in references { try expectArrival(reference, in: resource, at: laptop) }
  }

  private func expectArrival(
    _ reference: Reference,
    in resource: Resource,
    at laptop: Laptop
  ) throws {
    let depot = laptop.world.depot
    let isOurs = { (row: RowFields) in row["created_by"] == .text(laptop.name) }
    let parents = try depot.rows(of: reference.target.name).filter(isOurs)
      .compactMap { $0[reference.target.key.name] }
    let arrived = try depot.rows(of: resource.name).filter(isOurs)
      .filter { row in row[reference.column.name].map(parents.contains) ?? false }
    #expect(!arrived.isEmpty, "\(resource.name).\(reference.column.name)")
  }
}
