package import CatalogModel
import GRDB

extension ReplicaReader {
  /// Rows of a resource that were found gone on the server, in the order of keys.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func ghosts(of table: ResourceTable) throws -> [Ghost] {
    try Row.fetchAll(
      db,
      sql: #"""
        SELECT g.*, NOT EXISTS (
          SELECT 1 FROM "\#(table.resource.name)" r WHERE r."\#(table.resource.key.name)" = g.key)
          AS hidden
        FROM sync_ghost g WHERE resource = ? ORDER BY key
        """#,
      arguments: [table.resource.name]
    ).compactMap { row in
      RowReference(row).map {
        Ghost(
          row: $0,
          seenAt: (row["seen_at"] as String?).flatMap(NaiveTime.init),
          isHidden: row["hidden"]
        )
      }
    }
  }

  /// The names of the resources that have ghosts.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func resourcesWithGhosts() throws -> [String] {
    try String.fetchAll(db, sql: "SELECT DISTINCT resource FROM sync_ghost ORDER BY 1")
  }

  /// Rows held here that an account's receipts show the server to have created, newest receipt first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func createdByReceipt(
    of table: ResourceTable,
    user: String,
    limit: Int
  ) throws -> [RowKey] {
    try DatabaseValue.fetchAll(
      db,
      sql: #"""
        SELECT r.key FROM sync_receipt r JOIN sync_operation o USING (operation)
        WHERE r.resource = ?1 AND o.kind = 'create' AND o.user = ?2 AND EXISTS (
          SELECT 1 FROM "\#(table.resource.name)" h WHERE h."\#(table.resource.key.name)" = r.key)
        ORDER BY operation DESC LIMIT ?3
        """#,
      arguments: [table.resource.name, user, limit]
    ).compactMap { RowKey(FieldValue($0)) }
  }
}

extension ReplicaWriter {
  /// Notes that a row was found gone; it is shown until that is confirmed.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func suspectGhost(_ row: RowReference, now: NaiveTime) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_ghost(resource, key, seen_at) VALUES (?1, ?2, ?3)
        ON CONFLICT(resource, key) DO NOTHING
        """,
      arguments: [row.resource, row.key.databaseValue, now.description]
    )
  }

  /// Shows a row no more; the journal keeps its values, and it stays a ghost until that is confirmed
  /// once more or the row is found again.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func hideGhost(
    _ row: RowReference,
    in table: ResourceTable,
    now: NaiveTime,
    serverNow: NaiveTime
  ) throws {
    if let last = try reader.row(row.key, in: table) {
      try note(.ghost, row: row, detail: last.mapValues { JSONNode($0) }, now: now)
    }
    try removeRow(row.key, in: table)
    try clearBase(row.key, in: table)
    try db.execute(
      sql: "DELETE FROM sync_set_aside WHERE resource = ? AND key = ?",
      arguments: [row.resource, row.key.databaseValue]
    )
    try clearGhost(row)
    try suspectGhost(row, now: serverNow)
  }

  /// Takes a suspicion back, or forgets a ghost for good.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func clearGhost(_ row: RowReference) throws {
    try db.execute(
      sql: "DELETE FROM sync_ghost WHERE resource = ? AND key = ?",
      arguments: [row.resource, row.key.databaseValue]
    )
  }
}
