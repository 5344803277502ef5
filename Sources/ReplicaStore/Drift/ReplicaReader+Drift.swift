import CatalogModel
import GRDB

extension ReplicaReader {
  /// What is known of drift, by resource.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func knownDrift() throws -> [String: KnownDrift] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT name, value FROM sync_meta WHERE name LIKE 'drift:%' AND value IS NOT NULL"
    )
    return rows.reduce(into: [:]) { known, row in
      let name = (row["name"] as String).dropFirst(Self.driftName("").count)
      known[String(name)] = KnownDrift(parsing: row["value"])
    }
  }

  /// Whether any row here still shows such a point: what was told of one row is not over because
  /// another row is as it should be.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func isHeld(_ point: DriftPoint, in table: ResourceTable) throws -> Bool {
    guard let column = point.column.flatMap(table.column) else { return false }
    let condition: String
    switch point {
    case .nullFound: condition = "\"\(column.name)\" IS NULL"
    case .typeChanged:
      guard let kinds = column.type.storedKinds else { return false }
      condition = "typeof(\"\(column.name)\") NOT IN ('null', \(kinds))"
    case .gone, .forbidden, .notOffered, .columnGone, .columnCame: return false
    }
    return try Bool.fetchOne(
      db,
      sql: "SELECT EXISTS (SELECT 1 FROM \"\(table.name)\" WHERE \(condition))"
    ) ?? false
  }

  static func driftName(_ resource: String) -> String { "drift:\(resource)" }
}

extension ReplicaWriter {
  /// Keeps what is known of a resource's drift.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keep(_ drift: KnownDrift, of table: ResourceTable) throws {
    try remember(
      ReplicaReader.driftName(table.name),
      drift.points.isEmpty ? nil : drift.text
    )
  }
}

extension ColumnType {
  /// How SQLite holds what a server should send, as a list in SQL; nothing where it may be anything.
  fileprivate var storedKinds: String? {
    switch self {
    case .integer, .boolean: "'integer'"
    case .real: "'real', 'integer'"
    case .text, .binary, .date, .datetime, .array: "'text'"
    case .interval, .json: nil
    }
  }
}
