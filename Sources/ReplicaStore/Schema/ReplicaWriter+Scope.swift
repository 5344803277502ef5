import CatalogModel
import GRDB

/// Which resources a replica holds; the tables follow when it is opened the next time.
extension ReplicaWriter {
  /// Holds further resources; their rows come with the next run, as on the first day.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func hold(_ resources: [String]) throws {
    for name in resources {
      try db.execute(
        sql: "INSERT OR IGNORE INTO sync_scope(resource) VALUES (?)",
        arguments: [name]
      )
    }
  }

  /// Holds a resource no more: its rows go, and whatever the engine knew of it.
  ///
  /// What was sent of it stays in the log.
  ///
  /// - Returns: whether it went; not where it has unsent changes or conflicts, which keep it.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func release(_ table: ResourceTable) throws -> Bool {
    guard try !hasOpenWork(table) else { return false }
    for name in CaptureTriggers(table: table, unwritable: []).names {
      try db.execute(sql: "DROP TRIGGER IF EXISTS \"\(name)\"")
    }
    for name in [table.name, table.baseName] {
      try db.execute(sql: "DROP TABLE IF EXISTS \"\(name)\"")
    }
    for name in ["sync_scope", "sync_cursor", "sync_ghost", "sync_set_aside"] {
      try db.execute(sql: "DELETE FROM \(name) WHERE resource = ?", arguments: [table.name])
    }
    // What is remembered of a resource is remembered under a name that ends with the resource's.
    try db.execute(
      sql: "DELETE FROM sync_meta WHERE name GLOB '*:' || ? AND name NOT GLOB 'identity:*'",
      arguments: [table.name]
    )
    return true
  }

  private func hasOpenWork(_ table: ResourceTable) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM sync_changelog WHERE resource = ?1 AND open = 1) \
        OR EXISTS (SELECT 1 FROM sync_conflict WHERE resource = ?1 AND open = 1)
        """,
      arguments: [table.name]
    ) ?? false
  }
}
