import CatalogModel
import GRDB

/// Which resources and rows a replica holds; its layout follows when it is opened the next time.
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

  /// Holds only rows of a resource that are in a scope, or all of them.
  ///
  /// What leaves goes at once. What comes in is fetched by the next run: the load begins anew, and rows
  /// that are here already change nothing.
  ///
  /// - Returns: how many rows left.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func narrow(_ table: ResourceTable, to scope: RowScope?) throws -> Int {
    try remember(RowScope.name(table.name), scope?.json.description)
    let isNarrower = scope?.isWithin(table.scope) ?? (table.scope == nil)
    // What could not be read and what seemed gone is found again where it is still in scope.
    var forgotten = ["sync_ghost", "sync_set_aside"]
    if !isNarrower {
      forgotten.append("sync_cursor")
      try db.execute(
        sql: """
          DELETE FROM sync_meta WHERE name GLOB 'ranges:*:' || ?1 \
          OR name IN ('verified:' || ?1, 'verifying:' || ?1, 'census:' || ?1)
          """,
        arguments: [table.name]
      )
    }
    for name in forgotten {
      try db.execute(sql: "DELETE FROM \(name) WHERE resource = ?", arguments: [table.name])
    }
    return try letLeave(table.narrowed(to: scope))
  }

  /// Lets rows go that are not in the scope of their resource, except for those with unsent changes or
  /// conflicts; rows that exist only here stay until the server has them.
  ///
  /// - Returns: how many left.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func letLeave(_ table: ResourceTable) throws -> Int {
    guard let scope = table.scope else { return 0 }
    let key = "\"\(table.keyName)\""
    let isServers =
      table.resource.key.type == .integer ? "\(key) < \(RowKey.firstProvisional) AND " : ""
    try db.execute(
      sql: """
        DELETE FROM "\(table.name)" WHERE \(isServers)NOT \(scope.condition(of: table.name))
        AND \(key) NOT IN (SELECT key FROM sync_changelog WHERE resource = ?1 AND open = 1)
        AND \(key) NOT IN (SELECT key FROM sync_conflict WHERE resource = ?1 AND open = 1)
        AND \(key) NOT IN (SELECT \(key) FROM "\(table.baseName)")
        """,
      arguments: [table.name]
    )
    return db.changesCount
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
