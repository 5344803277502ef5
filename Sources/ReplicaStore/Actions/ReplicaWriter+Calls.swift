package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Puts an action into the queue, behind everything that was done before.
  ///
  /// One that folds and waits for the same subject already is not queued again: it counts as asked for now.
  ///
  /// - Parameters:
  ///   - action: the action.
  ///   - values: the key of its subject and the payload, by the names of the action's columns; checked.
  ///   - now: the laptop's clock.
  ///   - isHeld: whether it waits until a person lets it go.
  /// - Returns: the call as it waits, and whether it waited already.
  /// - Throws: ``ReplicaError`` when the database cannot be written; nothing is queued then.
  package func queue(
    _ action: Action,
    _ values: RowFields,
    now: NaiveTime,
    isHeld: Bool = false
  ) throws -> (call: QueuedCall, isFolded: Bool) {
    if action.isFolded, let waiting = try reader.waitingCall(action, values) {
      try renew([waiting.change], now: now)
      return (try reader.call(waiting.row) ?? waiting, true)
    }
    let user = try String.fetchOne(db, sql: "SELECT user FROM sync_engine WHERE id = 1")
    let (row, change) = try record(
      action,
      values,
      time: now.description,
      user: user,
      isHeld: isHeld
    )
    if isHeld { outbox.hold(change, true) }
    let call = QueuedCall(change: change, row: row, action: action, values: values, askedAt: now)
    return (call, false)
  }

  /// Writes an action into the changelog, behind everything that is there.
  ///
  /// - Parameters:
  ///   - action: the action.
  ///   - values: the key of its subject and the payload, by the names of the action's columns.
  ///   - time: when it was asked for, by the laptop's clock.
  ///   - user: who asked, where somebody was logged in.
  ///   - isHeld: whether a person holds it back.
  /// - Returns: what the queue calls it, and its number in the changelog.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func record(
    _ action: Action,
    _ values: RowFields,
    time: String,
    user: String?,
    isHeld: Bool = false
  ) throws -> (row: RowReference, change: Int64) {
    try db.execute(
      sql: """
        INSERT INTO sync_changelog(resource, key, kind, time, user, held)
        VALUES (?, '', 'action', ?, ?, ?)
        """,
      arguments: [action.name, time, user, isHeld]
    )
    let change = db.lastInsertedRowID
    let row = QueuedCall.reference(action, values, change: change)
    try db.execute(
      sql: "UPDATE sync_changelog SET key = ? WHERE change = ?",
      arguments: [row.key.databaseValue, change]
    )
    for (column, value) in values {
      try db.execute(
        sql: "INSERT INTO sync_change_value(change, column, new) VALUES (?, ?, ?)",
        arguments: [change, column, stored(value, column, in: action.name)]
      )
    }
    return (row, change)
  }

  /// Gives a call that waits other values in some of its columns.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func amend(_ call: QueuedCall, _ values: RowFields) throws {
    for (column, value) in values {
      try db.execute(
        sql: """
          INSERT INTO sync_change_value(change, column, new) VALUES (?1, ?2, ?3)
          ON CONFLICT DO UPDATE SET new = excluded.new
          """,
        arguments: [call.change, column, stored(value, column, in: call.action.name)]
      )
    }
  }

  /// Lets changes count as made now, so that an action among them may wait as long as at first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func renew(_ changes: [Int64], now: NaiveTime) throws {
    for change in changes {
      try db.execute(
        sql: "UPDATE sync_changelog SET time = ? WHERE change = ? AND open = 1 AND kind = 'action'",
        arguments: [now.description, change]
      )
    }
  }

  /// Keeps the answer to an action as its receipt and closes it.
  ///
  /// - Parameters:
  ///   - operation: what was answered.
  ///   - outcome: how the answer was had.
  ///   - answer: what the server said; nothing where it was found out in another way.
  ///   - serverTime: the server's clock at the answer.
  ///   - now: the laptop's clock.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func completeCall(
    _ operation: StoredOperation,
    outcome: ReceiptOutcome,
    answer: JSONNode?,
    serverTime: NaiveTime?,
    now: NaiveTime
  ) throws {
    try complete(
      operation,
      key: operation.row.key,
      confirmed: nil,
      outcome: outcome,
      serverTime: serverTime,
      receivedAt: now
    )
    try db.execute(
      sql: "UPDATE sync_receipt SET answer = ? WHERE operation = ?",
      arguments: [answer?.description, operation.number]
    )
    try keepRequest(operation, takenAt: serverTime)
    try note(
      outcome == .adopted ? .adopted : .delivered,
      row: operation.row,
      user: operation.user,
      operation: operation.number,
      detail: ["kind": .text(operation.kind.rawValue), "outcome": .text(outcome.rawValue)],
      now: now
    )
  }

  // Where nothing tells when the server took it, nothing later can show that the unit followed.
  private func keepRequest(_ operation: StoredOperation, takenAt: NaiveTime?) throws {
    guard let takenAt, let action = layout.catalog.action(named: operation.row.resource),
      action.confirmation != nil, let subject = action.subject,
      let key = operation.values[subject.parameter].flatMap({ RowKey($0) })
    else { return }
    try keepRequest(
      action,
      of: RowReference(resource: subject.resource, key: key),
      operation: operation.number,
      takenAt: takenAt
    )
  }
}
