package import CatalogModel
import GRDB

extension ReplicaReader {
  /// All keys up to the highest that the replica believes the server to have.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownRange(of table: ResourceTable) throws -> KeyRange? {
    let highest = try DatabaseValue.fetchOne(
      db,
      sql: #"SELECT max("\#(table.resource.key.name)") FROM (\#(known(table)))"#
    )
    return highest.flatMap { RowKey(FieldValue($0)) }.map { KeyRange(after: nil, through: $0) }
  }

  /// How many rows in a range the replica believes the server to have: rows it shows and rows deleted
  /// here that the server has not confirmed, without rows that exist only here.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownCount(in range: KeyRange, of table: ResourceTable) throws -> Int {
    try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM (\(known(table))) WHERE \(within(table))",
      arguments: bounds(range)
    ) ?? 0
  }

  /// The keys behind ``knownCount(in:of:)``, ascending.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownKeys(in range: KeyRange, of table: ResourceTable) throws -> [RowKey] {
    let key = table.resource.key.name
    return try DatabaseValue.fetchAll(
      db,
      sql: #"SELECT "\#(key)" FROM (\#(known(table))) WHERE \#(within(table)) ORDER BY 1"#,
      arguments: bounds(range)
    ).compactMap { RowKey(FieldValue($0)) }
  }

  /// The key in the middle of those the replica knows in a range; nothing where there are none.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func medianKey(in range: KeyRange, of table: ResourceTable) throws -> RowKey? {
    let count = try knownCount(in: range, of: table)
    guard count > 0 else { return nil }
    let key = table.resource.key.name
    return try DatabaseValue.fetchOne(
      db,
      sql: #"""
        SELECT "\#(key)" FROM (\#(known(table))) WHERE \#(within(table))
        ORDER BY 1 LIMIT 1 OFFSET ?3
        """#,
      arguments: bounds(range) + [(count - 1) / 2]
    ).flatMap { RowKey(FieldValue($0)) }
  }

  /// Rows that an earlier run found gone on the server, once.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func suspectedGhosts() throws -> [RowReference] {
    try Row.fetchAll(db, sql: "SELECT resource, key FROM sync_ghost ORDER BY resource, key")
      .compactMap { RowReference($0) }
  }

  /// Rows of a resource that were found gone before a time.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func suspectedGhosts(of resource: String, before time: NaiveTime) throws -> [RowReference]
  {
    try Row.fetchAll(
      db,
      sql: """
        SELECT resource, key FROM sync_ghost WHERE resource = ? AND seen_at < ? ORDER BY key
        """,
      arguments: [resource, time.description]
    ).compactMap { RowReference($0) }
  }

  private func known(_ table: ResourceTable) -> String {
    let (name, key) = (table.resource.name, table.resource.key.name)
    // Rows whose deletion waits here are still on the server; their base is left.
    return #"""
      SELECT "\#(key)" FROM "\#(name)"
      WHERE typeof("\#(key)") = 'text' OR "\#(key)" < 4503599627370496
      UNION SELECT "\#(key)" FROM "sync_base_\#(name)"
      """#
  }

  private func within(_ table: ResourceTable) -> String {
    let key = table.resource.key.name
    return #"(?1 IS NULL OR "\#(key)" > ?1) AND "\#(key)" <= ?2"#
  }

  private func bounds(_ range: KeyRange) -> StatementArguments {
    [range.after?.databaseValue, range.through.databaseValue]
  }
}

extension ReplicaWriter {
  /// Notes that a row was found gone; it is shown until a later run finds it gone again.
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

  /// Takes a suspicion back.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func clearGhost(_ row: RowReference) throws {
    try db.execute(
      sql: "DELETE FROM sync_ghost WHERE resource = ? AND key = ?",
      arguments: [row.resource, row.key.databaseValue]
    )
  }
}
