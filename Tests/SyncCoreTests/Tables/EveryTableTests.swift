import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Each table of the bundled catalog by itself: what the server lets one do with it is done, and what
/// it does not is refused here already.
struct EveryTableTests {
  static let readable = names { $0.retiredBy == nil && $0.allows(.read) }
  static let unreadable = names { !$0.allows(.read) }

  private static func names(_ fits: (Resource) -> Bool) -> [String] {
    ((try? CatalogLoader.bundled())?.resources ?? []).filter(fits).map(\.name)
  }

  @Test func `the lists of tables are those of the catalog`() {
    #expect(Self.readable.count == 82)
    #expect(Self.unreadable.count == 10)
  }

  @Test(arguments: readable)
  func `a table is pulled, changed, added to and deleted from as far as it is offered`(
    _ name: String
  ) throws {
    let bench = try TableBench(name)
    defer { bench.world.cleanUp() }
    try bench.pull()
    try bench.change()
    try bench.empty()
    try bench.add()
    try bench.delete()
    let mark = bench.laptop.mark
    try bench.laptop.sync()
    #expect(bench.laptop.writes(since: mark).isEmpty, "a further run sends nothing")
  }

  @Test(arguments: unreadable)
  func `a table that the server does not offer is never asked for`(_ name: String) throws {
    let world = try World(seed: 1, isFurnished: false)
    defer { world.cleanUp() }
    let laptop = try Laptop(in: world, holding: [name, "shops"], isLoaded: false)
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.notes.isEmpty)
    #expect(!world.wire.records.contains { $0.resource == name })
    for method in [ResourceMethod.create, .update, .delete] {
      #expect(try laptop.table(name).resource.allows(method) == false)
    }
  }

  @Test func `all tables together are one replica that agrees with the server`() throws {
    let world = try World(seed: 1, isFurnished: false)
    defer { world.cleanUp() }
    let samples = RowSamples(world)
    for name in Self.readable { try samples.make(try #require(world.catalog[name])) }
    let laptop = try Laptop(in: world, holding: Self.readable, includesSensitive: true)
    try laptop.expectAgreement()
    for name in Self.readable {
      let resource = try laptop.table(name).resource
      guard resource.allows(.update), let column = resource.writableColumns.first,
        let row = try laptop.replica.read({ try $0.rows(in: laptop.table(name), limit: 1).first }),
        let key = row.key(in: resource)
      else { continue }
      let value = try samples.another(for: column, than: row[column.name] ?? .null)
      try laptop.set(name, key, [column.name: value])
    }
    #expect(try laptop.sync().outcome == .complete)
    try laptop.expectAgreement()
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.writes(since: mark).isEmpty)
  }
}
