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

  /// Whether the server orders the resource's keys as the replica does.
  ///
  /// Numbers are ordered alike everywhere, and so are texts of digits of one length; other texts go by
  /// the collation of whoever sorts them.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func ordersKeysAlike(_ table: ResourceTable) throws -> Bool {
    guard table.resource.key.type != .integer else { return true }
    let key = table.resource.key.name
    return try Bool.fetchOne(
      db,
      sql: #"""
        SELECT count(DISTINCT length("\#(key)")) <= 1
          AND coalesce(max("\#(key)" GLOB '*[^0-9]*'), 0) = 0 FROM (\#(known(table)))
        """#
    ) ?? false
  }

  /// The key at a place among those that ``knownCount(in:of:)`` counts, from 0.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownKey(at place: Int, of table: ResourceTable) throws -> RowKey? {
    let key = table.resource.key.name
    return try DatabaseValue.fetchOne(
      db,
      sql: #"SELECT "\#(key)" FROM (\#(known(table))) ORDER BY 1 LIMIT 1 OFFSET ?"#,
      arguments: [place]
    ).flatMap { RowKey(FieldValue($0)) }
  }

  /// All keys that the replica believes the server to have, ascending, above one and up to another
  /// where these are given.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownKeys(
    after: RowKey?,
    through last: RowKey?,
    of table: ResourceTable
  ) throws -> [RowKey] {
    let key = table.resource.key.name
    return try DatabaseValue.fetchAll(
      db,
      sql: #"""
        SELECT "\#(key)" FROM (\#(known(table)))
        WHERE (?1 IS NULL OR "\#(key)" > ?1) AND (?2 IS NULL OR "\#(key)" <= ?2) ORDER BY 1
        """#,
      arguments: [after?.databaseValue, last?.databaseValue]
    ).compactMap { RowKey(FieldValue($0)) }
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
    let type = table.resource.key.type == .integer ? "integer" : "text"
    // Rows whose deletion waits here are still on the server; their base is left. So are those that
    // could not be read, where at least their key could (a question mark begins the name of others).
    // Those in conflict because they are gone there are known to be gone.
    return #"""
      SELECT "\#(key)" FROM (
        SELECT "\#(key)" FROM "\#(name)"
        WHERE typeof("\#(key)") = 'text' OR "\#(key)" < 4503599627370496
        UNION SELECT "\#(key)" FROM "sync_base_\#(name)"
        UNION SELECT key FROM sync_set_aside WHERE resource = '\#(name)'
          AND typeof(key) = '\#(type)' AND key NOT GLOB '[?]*')
      WHERE "\#(key)" NOT IN (SELECT key FROM sync_conflict
        WHERE open = 1 AND resource = '\#(name)' AND kind = 'update-delete')
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
