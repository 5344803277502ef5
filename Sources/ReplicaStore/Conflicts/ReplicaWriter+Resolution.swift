package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Records that a person chose values for a row, as if the author of its waiting changes had typed
  /// them: only that account sends them.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func recordUpdate(
    of row: RowReference,
    _ values: [RecordedValue],
    now: NaiveTime
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_changelog(resource, key, kind, time, user)
        VALUES (?1, ?2, 'update', ?3, coalesce(
          (SELECT max(user) FROM sync_changelog WHERE open = 1 AND resource = ?1 AND key = ?2),
          (SELECT user FROM sync_engine)))
        """,
      arguments: [row.resource, row.key.databaseValue, now.description]
    )
    let change = db.lastInsertedRowID
    for value in values {
      try db.execute(
        sql: "INSERT INTO sync_change_value(change, column, old, new) VALUES (?, ?, ?, ?)",
        arguments: [
          change, value.column, stored(value.old, value.column, in: row.resource),
          stored(value.new, value.column, in: row.resource),
        ]
      )
    }
  }

  /// Makes a row anew that is gone on the server, under a new provisional key.
  ///
  /// What refers to the old key here refers to the new one from now on. Both are captured like edits
  /// of a person.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func recreate(_ row: RowFields, in table: ResourceTable, now: NaiveTime) throws {
    guard let old = row.key(in: table.resource) else { return }
    try capturing(now: now) {
      let fields = row.filter { table.resource.column($0.key)?.role == .data && !$0.value.isNull }
      let (key, _) = try insert(fields, into: table)
      for other in layout.tables {
        for column in other.columns where column.link?.resource == table.resource.name {
          try db.execute(
            sql: """
              UPDATE "\(other.resource.name)" SET "\(column.name)" = ? WHERE "\(column.name)" = ?
              """,
            arguments: [key.databaseValue, old.databaseValue]
          )
        }
      }
    }
  }

  /// Forgets a row and all that waits for it; the journal keeps what it was told.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - table: its table.
  ///   - entry: the entry of the journal by which its changes are given up; nothing where they live on in
  ///     another row.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func forget(
    _ row: RowReference,
    in table: ResourceTable,
    givenUpBy entry: Int64? = nil
  ) throws {
    if let pending = try reader.pendingRow(row) {
      if let operation = pending.operation { try abandon(operation.number) }
      let changes = try reader.pendingRow(row)?.changes ?? []
      if let entry {
        try close(changes, outcome: .superseded, givenUpBy: entry)
      } else {
        try close(changes, outcome: .superseded)
      }
    }
    try removeRow(row.key, in: table)
    try clearBase(row.key, in: table)
  }

  /// Sets columns of a row's base.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func setBaseColumns(
    _ key: RowKey,
    _ fields: RowFields,
    in table: ResourceTable
  ) throws {
    guard var base = try reader.baseRow(key, in: table) else { return }
    base.merge(fields) { $1 }
    try setBase(base, in: table)
  }

  /// Notes that rows of the server are not the one that an operation created.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func excludeCandidates(_ keys: [RowKey], from operation: StoredOperation) throws {
    try db.execute(
      sql: "UPDATE sync_operation SET held_keys = ? WHERE operation = ?",
      arguments: [Self.text(of: operation.heldKeys.union(keys)), operation.number]
    )
  }

  // Triggers are off in an engine's transaction; what a person decided is to be captured.
  func capturing(now: NaiveTime, _ body: () throws -> Void) throws {
    try db.execute(
      sql: "UPDATE sync_engine SET applying = 0, now = ?",
      arguments: [now.description]
    )
    try Replica.switchTriggers(true, db)
    try body()
    try Replica.switchTriggers(false, db)
    try db.execute(sql: "UPDATE sync_engine SET applying = 1, now = NULL")
  }
}

extension ReplicaReader {
  /// Keys of the rows that a conflict of kind `duplicate` asks about.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func candidates(ofConflict number: Int64) throws -> [RowKey] {
    let details = try String.fetchAll(
      db,
      sql: "SELECT detail FROM sync_log WHERE event = ? AND detail IS NOT NULL ORDER BY entry",
      arguments: [JournalEvent.conflict.rawValue]
    ).compactMap { try? JSONNode(parsing: $0) }
    let last = details.last { $0["conflict"] == .integer(number) && $0["candidates"] != nil }
    guard case .array(let keys)? = last?["candidates"] else { return [] }
    return keys.compactMap { RowKey($0.fieldValue) }
  }
}
