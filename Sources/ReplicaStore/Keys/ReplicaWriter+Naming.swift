package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Gives a created row the key that the server named it with, everywhere it is referred to.
  ///
  /// The row itself, every column that links to it by the catalog, queued changes and operations,
  /// and open conflicts are rewritten in the transaction of the caller. Where the server's row was
  /// pulled before it was recognised as ours, the two rows become one: values edited here since win
  /// over the pulled ones on screen, and are sent later like any edit.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written; nothing is renamed then.
  package func name(_ row: RowReference, as key: RowKey) throws {
    guard let table = layout.table(row.resource), row.key.isProvisional else { return }
    outbox.name(row, as: key)
    try mergeHeldRow(key, into: row, table: table)
    let old = row.key.value.databaseValue
    let new = key.value.databaseValue
    let name = table.resource.name
    let keyName = table.resource.key.name
    try execute(
      sql: #"UPDATE "\#(name)" SET "\#(keyName)" = ? WHERE "\#(keyName)" = ?"#,
      arguments: [new, old]
    )
    try execute(
      sql: "INSERT INTO sync_key_map(resource, provisional, server) VALUES (?, ?, ?)",
      arguments: [name, old, new]
    )
    for bookkeeping in ["sync_changelog", "sync_conflict"] {
      try execute(
        sql: "UPDATE \(bookkeeping) SET key = ? WHERE open = 1 AND resource = ? AND key = ?",
        arguments: [new, name, old]
      )
    }
    try execute(
      sql: """
        UPDATE sync_operation SET key = ?
        WHERE state IN ('frozen', 'unknown', 'refused') AND resource = ? AND key = ?
        """,
      arguments: [new, name, old]
    )
    try rewriteQueuedValues(in: name, column: keyName, from: old, to: new)
    let isQueued = try isQueued(old)
    for (other, column) in layout.links(to: table.resource) {
      try rewriteLinks(in: other, column: column, from: old, to: new, isQueued: isQueued)
    }
    try rewriteCalls(on: table.resource, from: old, to: new)
  }

  /// Replaces references to provisional keys that were named meanwhile, which other tools may have
  /// written since; part of every run.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func rewriteLateReferences() throws {
    let named = Set(try String.fetchAll(db, sql: "SELECT DISTINCT resource FROM sync_key_map"))
    for table in layout.tables {
      for column in table.columns {
        guard let link = column.link, named.contains(link.resource) else { continue }
        let late = try Row.fetchAll(
          db,
          sql: #"""
            SELECT DISTINCT m.provisional, m.server FROM "\#(table.resource.name)" t
            JOIN sync_key_map m ON m.resource = ? AND m.provisional = t."\#(column.name)"
            WHERE t."\#(column.name)" >= 4503599627370496
            """#,
          arguments: [link.resource]
        )
        for row in late {
          try rewriteLinks(
            in: table.resource,
            column: column,
            from: row["provisional"],
            to: row["server"],
            isQueued: true
          )
        }
      }
    }
  }

  private func rewriteLinks(
    in resource: Resource,
    column: ResourceColumn,
    from old: DatabaseValue,
    to new: DatabaseValue,
    isQueued: Bool
  ) throws {
    if layout.table(resource.name)?.columns.contains(where: { $0.name == column.name }) == true {
      // The second condition lets SQLite use the partial index on provisional references.
      try execute(
        sql: #"""
          UPDATE "\#(resource.name)" SET "\#(column.name)" = ?
          WHERE "\#(column.name)" = ? AND "\#(column.name)" >= 4503599627370496
          """#,
        arguments: [new, old]
      )
    }
    guard isQueued else { return }
    try rewriteQueuedValues(in: resource.name, column: column.name, from: old, to: new)
  }

  // Most rows are referred to by nothing that waits: three looks instead of five for each link.
  private func isQueued(_ key: DatabaseValue) throws -> Bool {
    try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM sync_change_value
              WHERE typeof(new) = 'integer' AND new >= 4503599627370496 AND new = ?1)
            OR EXISTS (SELECT 1 FROM sync_operation JOIN sync_operation_value USING (operation)
              WHERE state IN ('frozen', 'unknown', 'refused') AND value = ?1)
            OR EXISTS (SELECT 1 FROM sync_conflict WHERE open = 1)
          """
      ),
      arguments: [key]
    ) ?? true
  }

  private func rewriteQueuedValues(
    in resource: String,
    column: String,
    from old: DatabaseValue,
    to new: DatabaseValue
  ) throws {
    try execute(
      sql: """
        UPDATE sync_change_value SET new = ?1
        WHERE typeof(new) = 'integer' AND new >= 4503599627370496 AND new = ?2 AND column = ?3
          AND (SELECT resource FROM sync_changelog l WHERE l.change = sync_change_value.change) = ?4
        """,
      arguments: [new, old, column, resource]
    )
    try execute(
      sql: """
        UPDATE sync_operation_value SET value = ?1 WHERE column = ?2 AND value = ?3
          AND operation IN (SELECT operation FROM sync_operation
            WHERE state IN ('frozen', 'unknown', 'refused') AND resource = ?4)
        """,
      arguments: [new, column, old, resource]
    )
    for side in ["mine", "base", "theirs"] {
      try execute(
        sql: """
          UPDATE sync_conflict_column SET \(side) = ?1 WHERE column = ?2 AND \(side) = ?3
            AND conflict IN (SELECT number FROM sync_conflict WHERE open = 1 AND resource = ?4)
          """,
        arguments: [new, column, old, resource]
      )
    }
  }

  // Queued actions name rows, too: as what they are about, and in their payload.
  private func rewriteCalls(
    on resource: Resource,
    from old: DatabaseValue,
    to new: DatabaseValue
  ) throws {
    let isAnyQueued = try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (SELECT 1 FROM sync_changelog INDEXED BY sync_changelog_actions
            WHERE open = 1 AND kind = 'action')
          """
      )
    )
    guard isAnyQueued == true else { return }
    for action in layout.catalog.actions where action.delivery != .online {
      for column in action.columns where column.link?.resource == resource.name {
        try rewriteQueuedValues(in: action.name, column: column.name, from: old, to: new)
      }
    }
  }

  /// A provisional key for a row that is yet to come; no row made here takes it.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func reserveKey(in table: ResourceTable) throws -> RowKey {
    let key = try Int64.fetchOne(
      db,
      sql: """
        UPDATE sqlite_sequence SET seq = max(seq, ?) + 1 WHERE name = ? RETURNING seq
        """,
      arguments: [RowKey.firstProvisional, table.name]
    )
    guard let key else { throw ReplicaError(.badKey, table.name) }
    return .integer(key)
  }

  /// Lets no row made from now on take a provisional key.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func takeKey(_ key: RowKey, in table: ResourceTable) throws {
    try db.execute(
      sql: "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?",
      arguments: [key.databaseValue, table.name]
    )
  }

  private func mergeHeldRow(_ key: RowKey, into row: RowReference, table: ResourceTable) throws {
    // A row that was only expected has nothing to merge.
    guard try reader.row(row.key, in: table) != nil else { return }
    guard let held = try reader.row(key, in: table) else { return }
    let edited = try reader.openColumns(of: RowReference(resource: row.resource, key: key))
    let kept = held.filter { edited.contains($0.key) && $0.key != table.resource.key.name }
    try removeRow(key, in: table)
    if !kept.isEmpty { try setColumns(row.key, kept, in: table) }
  }
}
