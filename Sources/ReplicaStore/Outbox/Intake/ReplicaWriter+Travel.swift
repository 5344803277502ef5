package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Makes an account's unsent work ready to travel: it is frozen, and not sent from here until its
  /// receipts return or it is taken back.
  ///
  /// Rows in conflict or on hold stay; what was sent and not answered travels with what is known of it.
  ///
  /// - Parameters:
  ///   - user: the account whose work it is.
  ///   - now: the laptop's clock.
  ///   - makeID: names an operation.
  /// - Returns: the operations that travel, with those of earlier exports, parents first.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func sendTravelling(
    user: String,
    now: NaiveTime,
    makeID: () -> String
  ) throws -> [StoredOperation] {
    var held: [String: HeldKeySet] = [:]
    for pending in try reader.pendingRows()
    where pending.conflict == nil && !pending.isHeld && pending.users.allSatisfy({ $0 == user }) {
      if pending.operation?.state == .unknown { continue }
      if let refused = pending.operation {
        guard !pending.changes.isEmpty else { continue }
        try abandon(refused.number)
      }
      guard let fresh = try reader.pendingRow(pending.row), let draft = try reader.draft(of: fresh)
      else { continue }
      if draft.kind == .create, held[draft.row.resource] == nil {
        held[draft.row.resource] = try holdYoungKeys(of: draft.row.resource)
      }
      let number = try freeze(
        draft,
        id: makeID(),
        user: user,
        serverNow: try knownServerTime(),
        localNow: now,
        sharing: draft.kind == .create ? held[draft.row.resource] : nil
      ).number
      try db.execute(
        sql: "UPDATE sync_operation SET attempts = 0 WHERE operation = ?",
        arguments: [number]
      )
    }
    try db.execute(
      sql: """
        UPDATE sync_operation SET travels_at = ?1
        WHERE state = 'unknown' AND user = ?2 AND travels_at IS NULL AND NOT EXISTS (
          SELECT 1 FROM sync_conflict c WHERE c.open = 1
            AND c.resource = sync_operation.resource AND c.key = sync_operation.key)
        """,
      arguments: [now.description, user]
    )
    try reader.eachTravelling { id, changes in outbox.travel(changes, id: id) }
    return try reader.operations(in: .unknown).filter { $0.isTravelling && $0.user == user }
  }

  /// Takes back what travels: it is verified by the next run, and sent from here if it did not arrive.
  ///
  /// - Parameter earlier: numbers of operations that go on travelling.
  /// - Returns: how many operations.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func takeTravellingBack(but earlier: Set<Int64> = []) throws -> Int {
    let back = try reader.travellingOperations().filter { !earlier.contains($0) }
    guard !back.isEmpty else { return 0 }
    for operation in back {
      try db.execute(
        literal: "UPDATE sync_operation SET travels_at = NULL WHERE operation = \(operation)"
      )
    }
    outbox.recall()
    try reader.eachTravelling { id, changes in outbox.travel(changes, id: id) }
    return back.count
  }

  // Nothing of what was never sent can have been sent before the server last told its time.
  private func knownServerTime() throws -> NaiveTime {
    try reader.remembered("server-time").flatMap(NaiveTime.init) ?? NaiveTime(microseconds: 0)
  }

  private func holdYoungKeys(of resource: String) throws -> HeldKeySet? {
    guard let table = layout.table(resource) else { return nil }
    let since = try knownServerTime().advanced(bySeconds: -2 * 86_400)
    let young = try reader.keys(in: table, createdSince: since).filter { !$0.isProvisional }
    return try keepHeld(young, of: resource)
  }
}

extension ReplicaReader {
  /// The operation that travels under that name, if it waits for its receipt here.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func unknownOperation(id: String) throws -> StoredOperation? {
    let number = try Int64.fetchOne(
      db,
      sql: "SELECT operation FROM sync_operation WHERE id = ? AND state = 'unknown'",
      arguments: [id]
    )
    return try number.flatMap { try operation($0) }
  }

  /// The numbers of the operations that travel.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func travellingOperations() throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT operation FROM sync_operation
        WHERE state = 'unknown' AND travels_at IS NOT NULL ORDER BY operation
        """
    )
  }

  /// The open changes of each operation that travels, with its name.
  func eachTravelling(_ body: (_ id: String, _ changes: [Int64]) throws -> Void) throws {
    let operations = try Row.fetchCursor(
      db,
      sql: """
        SELECT operation, id FROM sync_operation
        WHERE state = 'unknown' AND travels_at IS NOT NULL ORDER BY operation
        """
    )
    while let operation = try operations.next() {
      let changes = try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT change FROM sync_changelog WHERE operation = ? AND open = 1 ORDER BY change"
        ),
        arguments: [operation["operation"] as Int64]
      )
      if !changes.isEmpty { try body(operation["id"], changes) }
    }
  }

  /// Receipts of operations that came from another laptop, ready to go home.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func receiptsForOthers() throws -> [Receipt] {
    try Int64.fetchAll(
      db,
      sql: """
        SELECT operation FROM sync_operation WHERE origin IS NOT NULL AND state = 'done'
        ORDER BY operation
        """
    ).compactMap { try receipt(ofOperation: $0) }
  }
}
