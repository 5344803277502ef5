package import CatalogModel
import GRDB

extension ReplicaReader {
  /// All keys up to the highest that the replica believes the server to have.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownRange(of table: ResourceTable) throws -> KeyRange? {
    let known = KnownKeys(of: table)
    let places = known.all(ending: "AND key NOT IN (\(known.gone)) ORDER BY key DESC LIMIT 1")
    return try key("SELECT max(key) FROM (\(places))").map { KeyRange(after: nil, through: $0) }
  }

  /// How many rows in a range the replica believes the server to have: rows it shows and rows deleted
  /// here that the server has not confirmed, without rows that exist only here.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownCount(in range: KeyRange, of table: ResourceTable) throws -> Int {
    try Int.fetchOne(
      db,
      sql: "SELECT \(KnownKeys(of: table, where: range.condition).count)",
      arguments: range.bounds
    ) ?? 0
  }

  /// How many rows the replica believes the server to have.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownCount(of table: ResourceTable) throws -> Int {
    try Int.fetchOne(db, sql: "SELECT \(KnownKeys(of: table).count)") ?? 0
  }

  /// The keys behind ``knownCount(in:of:)``, ascending.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownKeys(in range: KeyRange, of table: ResourceTable) throws -> [RowKey] {
    try knownKeys(of: table, where: range.condition, range.bounds)
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
    if let last { return try knownKeys(in: KeyRange(after: after, through: last), of: table) }
    return try after.map {
      try knownKeys(of: table, where: "key > ?1", [$0.databaseValue])
    } ?? knownKeys(of: table, where: "1", [])
  }

  /// The keys behind ``knownCount(of:)``, window by window, so that no resource is too large to be
  /// gone through.
  ///
  /// - Parameters:
  ///   - after: where the window begins; nothing for the first.
  ///   - limit: how many keys it has at most; fewer do not mean that it is the last.
  ///   - table: whose keys.
  /// - Returns: the window, in the replica's order of keys.
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownKeys(
    after: RowKey?,
    limit: Int,
    of table: ResourceTable
  ) throws -> KeyWindow {
    let known = KnownKeys(of: table, where: after == nil ? "1" : "key > ?2")
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT key, key NOT IN (\(known.gone)) AS known
        FROM (\(known.all(ending: "ORDER BY key LIMIT ?1"))) ORDER BY key LIMIT ?1
        """,
      arguments: [limit] + (after.map { [$0.databaseValue] } ?? [])
    )
    let found = rows.compactMap { row in
      RowKey(FieldValue(row["key"])).map { (key: $0, isKnown: row["known"] as Bool) }
    }
    return KeyWindow(
      keys: found.filter(\.isKnown).map(\.key),
      next: rows.count == limit ? found.last?.key : nil
    )
  }

  /// The key at a place, from 0, among those that ``knownCount(in:of:)`` counts.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownKey(
    at place: Int,
    in range: KeyRange,
    of table: ResourceTable
  ) throws -> RowKey? {
    try key(KnownKeys(of: table, where: range.condition).key(at: place), range.bounds)
  }

  /// Whether the server orders the resource's keys as the replica does.
  ///
  /// Numbers are ordered alike everywhere, and so are texts of digits of one length; other texts go by
  /// the collation of whoever sorts them.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func ordersKeysAlike(_ table: ResourceTable) throws -> Bool {
    guard table.resource.key.type != .integer else { return true }
    let known = KnownKeys(of: table)
    let least = known.all(ending: "AND key NOT IN (\(known.gone)) ORDER BY key LIMIT 1")
    let length = try Int.fetchOne(db, sql: "SELECT length(min(key)) FROM (\(least))")
    guard let length else { return true }
    let others = KnownKeys(of: table, where: "(length(key) <> ?1 OR key GLOB '*[^0-9]*')")
    let ending = "AND key NOT IN (\(others.gone)) LIMIT 1"
    return try Bool.fetchOne(
      db,
      sql: "SELECT NOT EXISTS (SELECT 1 FROM (\(others.all(ending: ending))))",
      arguments: [length]
    ) ?? false
  }

  /// The key at a place among those that ``knownCount(in:of:)`` counts, from 0.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownKey(at place: Int, of table: ResourceTable) throws -> RowKey? {
    try key(KnownKeys(of: table).key(at: place))
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

  private func knownKeys(
    of table: ResourceTable,
    where condition: String,
    _ arguments: StatementArguments
  ) throws -> [RowKey] {
    let known = KnownKeys(of: table, where: condition)
    return try DatabaseValue.fetchAll(
      db,
      sql: "SELECT key FROM (\(known.all())) WHERE key NOT IN (\(known.gone)) ORDER BY key",
      arguments: arguments
    ).compactMap { RowKey(FieldValue($0)) }
  }

  private func key(_ sql: String, _ arguments: StatementArguments = []) throws -> RowKey? {
    try DatabaseValue.fetchOne(db, sql: sql, arguments: arguments)
      .flatMap { RowKey(FieldValue($0)) }
  }
}

extension KeyRange {
  /// The range as a condition on the column `key`.
  fileprivate var condition: String {
    after == nil ? "key <= ?1" : "key <= ?1 AND key > ?2"
  }

  /// What stands in the condition.
  fileprivate var bounds: StatementArguments {
    StatementArguments([through.databaseValue] + (after.map { [$0.databaseValue] } ?? []))
  }
}
