package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Remembers an undo by the author of changes.
  ///
  /// - Returns: its number.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keepUndo(_ state: RecordedUndo.State, now: NaiveTime) throws -> Int64 {
    try db.execute(
      sql: """
        INSERT INTO sync_undo(time, user, state)
        VALUES (?, (SELECT user FROM sync_engine WHERE id = 1), ?)
        """,
      arguments: [now.description, state.rawValue]
    )
    return db.lastInsertedRowID
  }

  /// Notes how far an undo has come.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func setUndo(_ undo: Int64, _ state: RecordedUndo.State) throws {
    try db.execute(
      sql: "UPDATE sync_undo SET state = ? WHERE undo = ?",
      arguments: [state.rawValue, undo]
    )
  }

  /// Notes which undo took changes back; nothing where they hold again.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func mark(_ changes: [Int64], undoneBy undo: Int64?) throws {
    for change in changes {
      try db.execute(
        sql: "UPDATE sync_changelog SET undone = ? WHERE change = ?",
        arguments: [undo, change]
      )
    }
  }

  /// Records edits as a person's own, in a transaction of the engine, and notes which undo made them.
  ///
  /// - Returns: the changes recorded, oldest first.
  /// - Throws: ``ReplicaError`` with the code of the edit that the replica's rules forbid.
  package func recording(
    madeBy undo: Int64?,
    now: NaiveTime,
    _ body: () throws -> Void
  ) throws -> [Int64] {
    let before = try Int64.fetchOne(db, sql: "SELECT max(change) FROM sync_changelog") ?? 0
    try capturing(now: now, body)
    try db.execute(
      sql: "UPDATE sync_changelog SET made_by = ? WHERE change > ?",
      arguments: [undo, before]
    )
    return try Int64.fetchAll(
      db,
      sql: "SELECT change FROM sync_changelog WHERE change > ? ORDER BY change",
      arguments: [before]
    )
  }

  /// Takes an open update back as if it had never been made.
  ///
  /// - Parameters:
  ///   - change: the change.
  ///   - values: what the row's columns become that nothing later touches.
  ///   - later: for the other columns the change that stands over it, which then stands over what
  ///     was there before.
  ///   - table: the row's table.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func takeBackUpdate(
    _ change: RecordedChange,
    values: RowFields,
    later: [String: Int64],
    in table: ResourceTable
  ) throws {
    try setColumns(change.row.key, values, in: table)
    for value in change.values {
      guard let over = later[value.column] else { continue }
      try db.execute(
        sql: "UPDATE sync_change_value SET old = ? WHERE change = ? AND column = ?",
        arguments: [stored(value.old, value.column, in: table.name), over, value.column]
      )
    }
    try close([change.number], outcome: .undone)
    try settleBase(of: change.row, in: table)
  }

  /// Brings a row back that an open deletion took away.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func takeBackDeletion(
    _ change: RecordedChange,
    row: RowFields,
    in table: ResourceTable
  ) throws {
    try replaceRow(row, in: table)
    try close([change.number], outcome: .undone)
    try settleBase(of: change.row, in: table)
  }

  /// Refers rows that were made here and not sent to another row than before.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func referUnsentRows(
    from old: RowKey,
    to new: RowKey,
    of table: ResourceTable
  ) throws {
    for other in layout.tables where other.hasProvisionalKeys {
      for column in other.columns where column.link?.resource == table.name {
        try db.execute(
          sql: """
            UPDATE "\(other.name)" SET "\(column.name)" = ?
            WHERE "\(column.name)" = ? AND "\(other.keyName)" >= \(RowKey.firstProvisional)
            """,
          arguments: [new.databaseValue, old.databaseValue]
        )
      }
    }
  }

  // Without open changes the row is what the server last had.
  private func settleBase(of row: RowReference, in table: ResourceTable) throws {
    guard try reader.pendingRow(row) == nil, let base = try reader.baseRow(row.key, in: table)
    else { return }
    try replaceRow(base, in: table)
    try clearBase(row.key, in: table)
  }
}
