import CatalogModel

extension ResourceTable {
  /// Makes the table and its base table.
  var ddl: [String] {
    let definitions = columns.dropFirst().map { Self.definition($0) } + ["sync_extra TEXT"]
    let list = { (key: String) in ([key] + definitions).joined(separator: ", ") }
    var statements = [
      "CREATE TABLE IF NOT EXISTS \"\(name)\"(\(list(keyDefinition)))",
      "CREATE TABLE IF NOT EXISTS \"\(baseName)\"(\(list(baseKeyDefinition)))",
    ]
    if hasProvisionalKeys { statements += provisionalSeed }
    return statements
  }

  /// One column after the key, as `CREATE TABLE` and `ALTER TABLE` take it.
  static func definition(_ column: ResourceColumn) -> String {
    // A type's affinity must never change a value that came as something else than announced.
    let affinity =
      switch column.type {
      case .integer, .boolean: " INTEGER"
      case .real: " REAL"
      case .text, .date, .datetime, .binary: " TEXT"
      case .json, .array, .interval: ""
      }
    return "\"\(column.name)\"\(affinity)"
  }

  private var keyDefinition: String {
    if hasProvisionalKeys { return "\"\(keyName)\" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL" }
    // INT, unlike INTEGER, makes no alias of the rowid: SQLite must not invent a client's key.
    let type = resource.key.type == .integer ? "INT" : "TEXT"
    return "\"\(keyName)\" \(type) PRIMARY KEY NOT NULL"
  }

  private var baseKeyDefinition: String {
    let type = resource.key.type == .integer ? "INTEGER" : "TEXT"
    return "\"\(keyName)\" \(type) PRIMARY KEY NOT NULL"
  }

  // The sequence holds the last key given, and the first provisional key is shown as new:1.
  private var provisionalSeed: [String] {
    [
      """
      INSERT INTO sqlite_sequence(name, seq) SELECT '\(name)', \(RowKey.firstProvisional) \
      WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = '\(name)')
      """
    ]
  }
}
