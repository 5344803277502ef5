import CatalogModel
import Testing

@testable import ReplicaStore

/// What the engine does with the queue, in the words of a test.
extension TrialReplica {
  static let now = NaiveTime(secondsSince1970: 1_000)

  func edit(_ body: (ReplicaWriter) throws -> Void) throws {
    try replica.write(by: .person(now: Self.now), body)
  }

  @discardableResult
  func engine<Value>(_ body: (ReplicaWriter) throws -> Value) throws -> Value {
    try replica.write(by: .engine, body)
  }

  func add(_ name: String, _ fields: RowFields) throws -> RowReference {
    let table = try table(name)
    let key = try replica.write(by: .person(now: Self.now)) {
      try $0.insert(fields, into: table).key
    }
    return RowReference(resource: name, key: key)
  }

  func set(_ row: RowReference, _ fields: RowFields) throws {
    let table = try table(row.resource)
    try edit { _ = try $0.update(row.key, set: fields, in: table) }
  }

  func delete(_ row: RowReference) throws {
    let table = try table(row.resource)
    try edit { _ = try $0.delete(row.key, from: table) }
  }

  func pending(_ row: RowReference) throws -> PendingRow? {
    try replica.read { try $0.pendingRow(row) }
  }

  /// Freezes what waits for a row, as a run does before it sends.
  @discardableResult
  func freeze(_ row: RowReference, held: Set<RowKey> = []) throws -> Int64 {
    try engine { writer in
      guard let pending = try writer.reader.pendingRow(row),
        let draft = try writer.reader.draft(of: pending)
      else { throw ReplicaError(.noSuchRow, row.description) }
      let operation = try writer.freeze(
        draft,
        id: "id of \(row) \(pending.changes)",
        user: "anna",
        serverNow: Self.now,
        localNow: Self.now,
        heldKeys: held
      )
      #expect(try writer.reader.operation(operation.number) == operation)
      return operation.number
    }
  }

  func operation(_ number: Int64) throws -> StoredOperation? {
    try replica.read { try $0.operation(number) }
  }

  /// Confirms an operation under a key.
  func complete(_ number: Int64, key: RowKey) throws {
    guard let operation = try operation(number) else { return }
    try engine {
      try $0.complete(
        operation,
        key: key,
        confirmed: nil,
        outcome: .confirmed,
        serverTime: Self.now,
        receivedAt: Self.now
      )
    }
  }
}

extension RowReference {
  static let kara = RowReference(resource: "shops", key: .integer(5))
  static let sokode = RowReference(resource: "shops", key: .integer(6))
  static let unit = RowReference(resource: "units", key: .text("351"))
  static let note = RowReference(resource: "notes", key: .integer(1))
}
