import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// One table between a server and a laptop that holds nothing else.
final class TableBench {
  let world: World
  let laptop: Laptop
  private let samples: RowSamples
  private let resource: Resource
  private let keys: [RowKey]

  /// Three rows on the server, and a laptop that has not asked for them yet.
  init(_ name: String) throws {
    world = try World(seed: 1, isFurnished: false)
    samples = RowSamples(world)
    resource = try #require(world.catalog[name])
    let (samples, resource) = (samples, resource)
    keys = try (0..<3).map { _ in try samples.make(resource) }
    laptop = try Laptop(in: world, holding: [name], includesSensitive: true, isLoaded: false)
  }

  private var name: String { resource.name }

  /// The rows come, and with them what a colleague does to one.
  func pull() throws {
    #expect(try laptop.sync().outcome == .complete)
    try laptop.expectAgreement()
    #expect(try laptop.row(name, keys[0]) != nil)
    guard let column = resource.writableColumns.first else { return }
    let value = try samples.another(for: column, than: try serverValue(column))
    laptop.colleague(.update, name, keys[0], [column.name: value])
    try laptop.sync()
    try laptop.expectAgreement()
    #expect(column.equivalent(try hereValue(column), value))
  }

  /// Every column that may be written takes another value, one edit a column, one request for all.
  func change() throws {
    guard resource.allows(.update) else {
      guard let column = resource.writableColumns.first else { return }
      return try expectRefusal {
        let value = try samples.another(for: column, than: try hereValue(column))
        try laptop.set(name, keys[0], [column.name: value])
      }
    }
    // A table may have nothing but its key.
    guard !resource.writableColumns.isEmpty else { return }
    var sent: RowFields = [:]
    for column in resource.writableColumns {
      let value = try samples.another(for: column, than: try hereValue(column))
      try laptop.set(name, keys[0], [column.name: value])
      sent[column.name] = value
    }
    try expectOneWrite("PUT")
    let there = try #require(try laptop.serverRow(name, keys[0]))
    for column in resource.writableColumns {
      let (value, stored) = (sent[column.name] ?? .null, there[column.name] ?? .null)
      #expect(column.equivalent(value, stored), "\(name).\(column.name): \(value), \(stored)")
    }
  }

  /// Every column that may be null becomes null.
  func empty() throws {
    let nullable = resource.writableColumns.filter(\.isNullable)
    guard resource.allows(.update), !nullable.isEmpty else { return }
    let nulls = Dictionary(uniqueKeysWithValues: nullable.map { ($0.name, FieldValue.null) })
    try laptop.set(name, keys[0], nulls)
    try expectOneWrite("PUT")
    for column in nullable { #expect(try serverValue(column) == .null, "\(name).\(column.name)") }
  }

  /// A row with a value in every column arrives under the key that the server or the client gives.
  func add() throws {
    let fields = try samples.fields(for: resource)
    guard resource.allows(.create) else {
      return try expectRefusal { try laptop.add(name, fields) }
    }
    let before = try laptop.serverCount(name)
    let key = try laptop.add(name, fields)
    #expect(key.isProvisional == (resource.keyAssignment == .server))
    try expectOneWrite("POST")
    #expect(try laptop.serverCount(name) == before + 1)
    let added = try world.depot.rows(of: name).first { row in
      resource.writableColumns.allSatisfy { column in
        column.equivalent(row[column.name] ?? .null, fields[column.name] ?? .null)
      }
    }
    #expect(added != nil, "\(name): no row has all the values")
  }

  /// A row goes.
  func delete() throws {
    guard resource.allows(.delete) else {
      return try expectRefusal { try laptop.delete(name, keys[1]) }
    }
    try laptop.delete(name, keys[1])
    try expectOneWrite("DELETE")
    #expect(try laptop.serverRow(name, keys[1]) == nil)
  }

  private func expectOneWrite(_ method: String) throws {
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(summary.applied == 1, "\(name): \(summary.notes)")
    let writes = laptop.writes(since: mark)
    #expect(writes.count == 1 && writes[0].hasPrefix("\(method) \(name)"), "\(writes)")
    try laptop.expectAgreement()
  }

  private func expectRefusal(_ edit: () throws -> Void) throws {
    let error = #expect(throws: ReplicaError.self, "\(name)") { try edit() }
    #expect(error?.code == .editNotAllowed, "\(name)")
    #expect(try laptop.queue().isEmpty)
  }

  private func hereValue(_ column: ResourceColumn) throws -> FieldValue {
    try laptop.row(name, keys[0])?[column.name] ?? .null
  }

  private func serverValue(_ column: ResourceColumn) throws -> FieldValue {
    try laptop.serverRow(name, keys[0])?[column.name] ?? .null
  }
}
