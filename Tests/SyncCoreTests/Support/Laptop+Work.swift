import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What the technician does, and what both sides show.
extension Laptop {
  /// Adds a row.
  @discardableResult
  func add(_ resource: String, _ fields: RowFields) throws -> RowKey {
    let table = try table(resource)
    return try replica.write(by: .person(now: clock.now())) {
      try $0.insert(fields, into: table).key
    }
  }

  /// Adds a note on the first product.
  @discardableResult
  func addNote(_ text: String, _ more: RowFields = [:]) throws -> RowKey {
    let fields: RowFields = ["note_text": .text(text), "product_imei": .text(World.imei(1))]
    return try add("product_notes", fields.merging(more) { $1 })
  }

  /// Changes columns of a row.
  func set(_ resource: String, _ key: RowKey, _ fields: RowFields) throws {
    let table = try table(resource)
    try replica.write(by: .person(now: clock.now())) {
      _ = try $0.update(key, set: fields, in: table)
    }
  }

  /// Deletes a row.
  func delete(_ resource: String, _ key: RowKey) throws {
    let table = try table(resource)
    try replica.write(by: .person(now: clock.now())) { _ = try $0.delete(key, from: table) }
  }

  /// Writes on the server as a colleague does.
  func colleague(
    _ method: ResourceMethod,
    _ resource: String,
    _ key: RowKey? = nil,
    _ fields: RowFields = [:]
  ) {
    let answer = world.write(as: "office", method, resource, key: key, fields)
    #expect(answer.status < 300, "\(answer.text)")
  }

  /// Decides a conflict.
  func resolve(_ number: Int64, _ decision: ConflictDecision) throws {
    try ConflictResolution(replica: replica, clock: clock).resolve(number, with: decision)
  }

  /// The row as the technician sees it.
  func row(_ resource: String, _ key: RowKey) throws -> RowFields? {
    let table = try table(resource)
    return try replica.read { try $0.row(key, in: table) }
  }

  /// The row as the server has it.
  func serverRow(_ resource: String, _ key: RowKey) throws -> RowFields? {
    let keyName = try table(resource).resource.key.name
    return try world.depot.rows(of: resource).first { $0[keyName] == key.value }
  }

  /// How many rows of the server have the value in the column.
  func serverCount(_ resource: String, _ column: String, _ value: FieldValue) throws -> Int {
    try world.depot.rows(of: resource).count { $0[column] == value }
  }

  /// How many rows the server has of a resource.
  func serverCount(_ resource: String) throws -> Int { try world.depot.count(of: resource) }

  /// Conflicts that wait.
  func conflicts() throws -> [Conflict] { try replica.read { try $0.conflicts() } }

  /// What waits, why, as `repairs 1: waiting`.
  func queue() throws -> [String] {
    try replica.read { try $0.queue() }.map { "\($0.row): \($0.state)" }
  }

  /// How the replica stands towards the server.
  func standing() throws -> ReplicaStanding { try replica.read { try $0.standing() } }

  /// Writes of this laptop that reached the server since a place in the wire, as
  /// `PUT repairs 1 outcome=x: 200`.
  func writes(since start: Int = 0) -> [String] {
    world.wire.records.dropFirst(start)
      .filter { $0.sender == name && $0.method != "GET" && $0.resource != "auth" }
      .map { record in
        let fields = record.fields.sorted { $0.key < $1.key }
          .map { "\($0.key)=\(MergeCatalog.word($0.value))" }
        return ([record.method, record.resource] + [record.key].compactMap(\.self) + fields)
          .joined(separator: " ") + ": \(record.status)"
      }
  }

  /// A place in the wire.
  var mark: Int { world.wire.records.count }

  /// Checks that both sides hold the same rows of every resource, and nothing waits.
  func expectAgreement(sourceLocation: SourceLocation = #_sourceLocation) throws {
    for table in replica.layout.tables {
      let names = Set(table.columns.map(\.name))
      let held = table.scope?.values ?? [:]
      let there = try world.depot.rows(of: table.resource.name)
        .filter { row in held.allSatisfy { $1.contains(row[$0] ?? .null) } }
        .map { row in row.filter { names.contains($0.key) } }
      let here = try replica.read { try $0.rows(in: table) }
      #expect(here.count == there.count, "\(table.name)", sourceLocation: sourceLocation)
      for (ours, theirs) in zip(here, there) {
        for column in table.columns {
          let (left, right) = (ours[column.name] ?? .null, theirs[column.name] ?? .null)
          #expect(
            column.equivalent(left, right),
            "\(table.name).\(column.name)",
            sourceLocation: sourceLocation
          )
        }
      }
    }
    #expect(try queue().isEmpty, sourceLocation: sourceLocation)
    #expect(try conflicts().isEmpty, sourceLocation: sourceLocation)
  }
}
