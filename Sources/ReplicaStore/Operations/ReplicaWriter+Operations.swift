package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Freezes an operation as sent and not answered, before its first byte leaves.
  ///
  /// - Parameters:
  ///   - draft: what is sent.
  ///   - id: names the operation wherever it travels.
  ///   - user: the account that sends it.
  ///   - serverNow: the server's clock.
  ///   - localNow: the laptop's clock.
  ///   - heldKeys: keys of young rows that are not this one (design: "not held at freeze").
  ///   - shared: more of them, which other creations share.
  /// - Returns: the operation.
  /// - Throws: ``ReplicaError`` when the database cannot be written; nothing is frozen then.
  package func freeze(
    _ draft: OperationDraft,
    id: String,
    user: String,
    serverNow: NaiveTime,
    localNow: NaiveTime,
    heldKeys: Set<RowKey> = [],
    sharing shared: HeldKeySet? = nil
  ) throws -> StoredOperation {
    try execute(
      sql: """
        INSERT INTO sync_operation(
          id, resource, key, kind, state, user, frozen_at, attempts, sent_at, base_modified_at,
          held_keys, held, attached_to, relation)
        VALUES (?, ?, ?, ?, 'unknown', ?, ?, 1, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        id, draft.row.resource, draft.row.key.value.databaseValue, draft.kind.rawValue, user,
        localNow.description, serverNow.description, draft.baseModifiedAt?.description,
        Self.text(of: heldKeys), shared?.number, draft.attachedTo, draft.relation,
      ]
    )
    let number = db.lastInsertedRowID
    try keepWork(of: draft, in: number)
    return StoredOperation(
      number: number,
      id: id,
      row: draft.row,
      kind: draft.kind,
      state: .unknown,
      user: user,
      values: asKept(draft.values.map { ($0.key, $0.value) }, of: draft.row.resource),
      base: asKept(
        draft.values.map { ($0.key, draft.base[$0.key] ?? .null) },
        of: draft.row.resource
      ),
      attempts: 1,
      sentAt: serverNow,
      endedAt: nil,
      notBefore: nil,
      baseModifiedAt: draft.baseModifiedAt,
      heldKeys: shared?.keys.union(heldKeys) ?? heldKeys,
      status: nil,
      words: nil,
      attachedTo: draft.attachedTo,
      relation: draft.relation
    )
  }

  private func keepWork(of draft: OperationDraft, in number: Int64) throws {
    for (column, value) in draft.values {
      try execute(
        sql: "INSERT INTO sync_operation_value(operation, column, base, value) VALUES (?, ?, ?, ?)",
        arguments: [
          number, column, stored(draft.base[column] ?? .null, column, in: draft.row.resource),
          stored(value, column, in: draft.row.resource),
        ]
      )
    }
    for change in draft.changes {
      try execute(
        sql: "UPDATE sync_changelog SET operation = ? WHERE change = ? AND open = 1",
        arguments: [number, change]
      )
    }
  }

  // What reading the operation again would find.
  private func asKept(
    _ fields: [(name: String, value: FieldValue)],
    of resource: String
  ) -> RowFields {
    fields.reduce(into: [:]) { kept, field in
      let column = layout.catalog.column(field.name, of: resource)
      let stored = column?.stored(field.value) ?? field.value
      kept[field.name] = column?.value(stored: stored) ?? stored
    }
  }

  /// Takes columns out of what a row's changes send first, and makes them a later change of the row.
  ///
  /// So a row can be created although rows that it refers to wait for it in turn; the reference follows
  /// with the next operation.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func postpone(_ columns: [String], of row: RowReference, now: NaiveTime) throws {
    guard !columns.isEmpty, let table = layout.table(row.resource),
      let held = try reader.row(row.key, in: table)
    else { return }
    let values = columns.sorted().map {
      RecordedValue(column: $0, old: .null, new: held[$0] ?? .null)
    }
    try recordUpdate(of: row, values, now: now)
  }

  /// Makes columns that an unanswered operation has not sent a later change of its row.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func postpone(_ columns: [String], of operation: StoredOperation, now: NaiveTime) throws {
    try postpone(columns, of: operation.row, now: now)
    for column in columns {
      try execute(
        sql: "DELETE FROM sync_operation_value WHERE operation = ? AND column = ?",
        arguments: [operation.number, column]
      )
    }
  }

  /// Notes that an attempt ended without an answer.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func noteUnanswered(
    _ operation: Int64,
    endedAt: NaiveTime,
    status: Int?,
    words: String? = nil,
    notBefore: NaiveTime?
  ) throws {
    try execute(
      sql: """
        UPDATE sync_operation
        SET state = 'unknown', ended_at = ?, status = ?, words = ?, not_before = ?
        WHERE operation = ?
        """,
      arguments: [endedAt.description, status, words, notBefore?.description, operation]
    )
  }

  /// Notes that an operation is about to be sent once more, with what is attached to it, after it was
  /// found to have no effect.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func noteAnotherAttempt(_ operation: Int64) throws {
    try execute(
      sql: """
        UPDATE sync_operation
        SET attempts = attempts + 1, ended_at = NULL, not_before = NULL, recovered = 0
        WHERE operation = ?1 OR (attached_to = ?1 AND state = 'unknown')
        """,
      arguments: [operation]
    )
  }

  /// Notes that every attempt of an account has ended by now, which holds where nothing is in flight.
  ///
  /// A crash leaves an attempt without an end, and a clock that was set back one that lies ahead.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func noteAttemptsEnded(by latest: NaiveTime, user: String) throws {
    try execute(
      sql: """
        UPDATE sync_operation SET ended_at = :latest
        WHERE state = 'unknown' AND user = :user AND travels_at IS NULL
          AND coalesce(ended_at > :latest, 1)
        """,
      arguments: ["latest": latest.description, "user": user]
    )
  }

  /// Keeps an operation that the server refused, with its words.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func refuse(_ operation: Int64, status: Int?, words: String) throws {
    try execute(
      sql: "UPDATE sync_operation SET state = 'refused', status = ?, words = ? WHERE operation = ?",
      arguments: [status, words, operation]
    )
  }

  /// Takes an operation back that had no effect, and what is attached to it; their changes wait again.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func abandon(_ operation: Int64) throws {
    let attached = try Int64.fetchAll(
      db.cachedStatement(
        sql: "SELECT operation FROM sync_operation WHERE attached_to = ? AND state = 'unknown'"
      ),
      arguments: [operation]
    )
    for number in [operation] + attached {
      try execute(
        sql: "UPDATE sync_operation SET state = 'abandoned' WHERE operation = ?",
        arguments: [number]
      )
      try execute(
        sql: "UPDATE sync_changelog SET operation = NULL WHERE operation = ? AND open = 1",
        arguments: [number]
      )
    }
  }

  /// Keeps the server's answer as a receipt and closes the operation's changes.
  ///
  /// - Parameters:
  ///   - operation: what was confirmed.
  ///   - key: the row's key on the server.
  ///   - confirmed: the row as the server has it now; where there is none, what was sent counts.
  ///   - outcome: how the answer was had.
  ///   - serverTime: the server's clock at the answer.
  ///   - receivedAt: the laptop's clock.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func complete(
    _ operation: StoredOperation,
    key: RowKey,
    confirmed: RowFields?,
    outcome: ReceiptOutcome,
    serverTime: NaiveTime?,
    receivedAt: NaiveTime
  ) throws {
    for (column, sent) in operation.values {
      let value = confirmed?[column] ?? sent
      try execute(
        sql: "UPDATE sync_operation_value SET confirmed = ? WHERE operation = ? AND column = ?",
        arguments: [stored(value, column, in: operation.row.resource), operation.number, column]
      )
    }
    try execute(
      sql: "UPDATE sync_operation SET state = 'done' WHERE operation = ?",
      arguments: [operation.number]
    )
    outbox.close(
      try Int64.fetchAll(
        db.cachedStatement(
          sql: "SELECT change FROM sync_changelog WHERE operation = ? AND open = 1"
        ),
        arguments: [operation.number]
      )
    )
    try execute(
      sql: "UPDATE sync_changelog SET open = 0, outcome = 'delivered' WHERE operation = ?",
      arguments: [operation.number]
    )
    try execute(
      sql: """
        INSERT INTO sync_receipt(
          operation, resource, key, provisional, outcome, server_time, received_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        operation.number, operation.row.resource, key.value.databaseValue,
        operation.row.key.isProvisional ? operation.row.key.value.databaseValue : .null,
        outcome.rawValue, serverTime?.description, receivedAt.description,
      ]
    )
  }

  /// Closes changes that cancel out.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func close(_ changes: [Int64], outcome: ChangeOutcome) throws {
    outbox.close(changes)
    for change in changes {
      try execute(
        sql: "UPDATE sync_changelog SET open = 0, outcome = ? WHERE change = ?",
        arguments: [outcome.rawValue, change]
      )
    }
  }

  /// Closes changes that are given up together by one entry of the journal, so that they come back
  /// together.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func close(
    _ changes: [Int64],
    outcome: ChangeOutcome,
    givenUpBy entry: Int64
  ) throws {
    try close(changes, outcome: outcome)
    for change in changes {
      try db.execute(
        sql: """
          UPDATE sync_changelog
          SET given_up = ?, given_up_after = (SELECT max(change) FROM sync_changelog)
          WHERE change = ?
          """,
        arguments: [entry, change]
      )
    }
  }

  func stored(_ value: FieldValue, _ column: String, in resource: String) -> DatabaseValue {
    let column = layout.catalog.column(column, of: resource)
    return (column?.stored(value) ?? value).databaseValue
  }
}
