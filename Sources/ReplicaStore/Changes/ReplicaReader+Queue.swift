package import CatalogModel
import GRDB

extension ReplicaReader {
  /// Whether anything is not on the server yet.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func hasOpenChanges() throws -> Bool {
    try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM sync_changelog WHERE open = 1)")
      ?? false
  }

  /// Everything that is not on the server yet, oldest first.
  ///
  /// Whether an action has waited too long is told only where the laptop's clock is given.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func queue(at now: NaiveTime? = nil) throws -> [QueueEntry] {
    try pendingRows().compactMap { try queueEntry(of: $0, at: now) }
  }

  /// The queue's entry that a change belongs to.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func queueEntry(
    ofChange change: Int64,
    at now: NaiveTime? = nil
  ) throws -> QueueEntry? {
    let row = try Row.fetchOne(
      db,
      sql: "SELECT resource, key FROM sync_changelog WHERE open = 1 AND change = ?",
      arguments: [change]
    ).flatMap { RowReference($0) }
    return try row.flatMap { try pendingRow($0) }.flatMap { try queueEntry(of: $0, at: now) }
  }

  /// A pending row as people see it.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func queueEntry(
    of pending: PendingRow,
    at now: NaiveTime? = nil
  ) throws -> QueueEntry? {
    let changes = try Row.fetchAll(
      db,
      sql: """
        SELECT change, kind, user, time FROM sync_changelog
        WHERE open = 1 AND resource = ? AND key = ? ORDER BY change
        """,
      arguments: [pending.row.resource, pending.row.key.value.databaseValue]
    )
    guard let first = changes.first, let last = changes.last else { return nil }
    let operation = try pending.operation.flatMap { try self.operation($0.number) }
    let draft = try self.draft(of: pending)
    let values = draft?.values ?? operation?.values ?? [:]
    let base = draft?.base ?? operation?.base ?? [:]
    let numbers: [Int64] = changes.map { $0["change"] }
    let lastKind: String = last["kind"]
    let kind = draft?.kind ?? operation?.kind ?? ChangeKind(rawValue: lastKind) ?? .update
    let shown: [QueueEntry.Value] = values.sorted { $0.key < $1.key }.map { name, value in
      QueueEntry.Value(column: name, old: base[name] ?? .null, new: value)
    }
    return QueueEntry(
      number: first["change"],
      changes: numbers,
      row: pending.row,
      kind: kind,
      values: shown,
      user: last["user"],
      users: Set(changes.compactMap { $0["user"] as String? }),
      since: (first["time"] as String?).flatMap(NaiveTime.init),
      state: state(of: pending, operation: operation, at: now),
      needs: pending.needs,
      subject: try call(pending.row)?.subject,
      expiresAt: pending.validity?.upperBound
    )
  }

  private func state(
    of pending: PendingRow,
    operation: StoredOperation?,
    at now: NaiveTime?
  ) -> QueueEntry.State {
    if let conflict = pending.conflict { return .conflict(conflict) }
    if let operation, operation.state == .unknown {
      return operation.isTravelling ? .travelling : .unknown
    }
    if let operation, operation.state == .refused, pending.changes.isEmpty {
      return .refused(status: operation.status, words: operation.words ?? "")
    }
    if pending.isHeld { return .held }
    return now.map(pending.isExpired) == true ? .expired : .waiting
  }
}
