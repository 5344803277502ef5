import CatalogModel
import GRDB

/// Brings the tables and triggers of a replica in line with its layout.
///
/// Of the rows only that changes which a newer catalog explains: what a column that it brings already
/// told is moved into it. No row goes, and nothing of it is captured.
struct SchemaUpkeep {
  let layout: ReplicaLayout

  /// Makes everything in an empty database.
  func create(
    _ db: Database,
    meta: [(name: String, value: String)],
    bookkeeping: Bookkeeping = .current
  ) throws {
    try db.execute(sql: "PRAGMA application_id = \(Bookkeeping.applicationID)")
    try bookkeeping.bringForward(db)
    for (name, value) in meta {
      try db.execute(
        sql: "INSERT INTO sync_meta(name, value) VALUES (?, ?)",
        arguments: [name, value]
      )
    }
    for table in layout.tables {
      try db.execute(
        sql: "INSERT INTO sync_scope(resource) VALUES (?)",
        arguments: [table.name]
      )
    }
    try adopt(db)
  }

  /// Whether the tables already are as the layout wants them.
  func isCurrent(_ db: Database) throws -> Bool {
    let known = try String.fetchOne(db, sql: "SELECT value FROM sync_meta WHERE name = 'layout'")
    guard known == fingerprint else { return false }
    let held = Set(layout.tables.map(\.name))
    let triggers = try String.fetchAll(
      db,
      sql:
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB 'sync_capture_*'"
    )
    return triggers.count { held.contains($0) } == held.count * CaptureTriggers.countPerTable
  }

  /// Adds missing tables and columns and makes the triggers anew.
  func adopt(_ db: Database) throws {
    for table in layout.tables {
      for statement in table.ddl { try db.execute(sql: statement) }
      let isGrown = try addMissingColumns(db, of: table, to: table.name)
      try addMissingColumns(db, of: table, to: table.baseName)
      let growth = ColumnGrowth(table: table)
      let isExplained = try growth.explainExtras(db)
      if isGrown || isExplained { try growth.readAgain(db) }
      try IndexUpkeep(table: table, catalog: layout.catalog).adopt(db)
      try replaceTriggers(db, of: table)
    }
    try db.execute(
      sql: """
        INSERT INTO sync_meta(name, value) VALUES ('layout', ?), ('catalog', ?), ('catalog_version', ?)
        ON CONFLICT(name) DO UPDATE SET value = excluded.value
        """,
      arguments: [fingerprint, layout.catalog.name, layout.catalog.version]
    )
  }

  /// Whether there were any.
  @discardableResult
  private func addMissingColumns(
    _ db: Database,
    of table: ResourceTable,
    to name: String
  ) throws -> Bool {
    let present = Set(try Self.columnNames(db, of: name))
    let missing = table.columns.filter { !present.contains($0.name) }
    for column in missing {
      try db.execute(
        sql: "ALTER TABLE \"\(name)\" ADD COLUMN \(ResourceTable.definition(column))"
      )
    }
    return !missing.isEmpty
  }

  private func replaceTriggers(_ db: Database, of table: ResourceTable) throws {
    let known = Set(table.columns.map(\.name))
    let foreign = try Self.columnNames(db, of: table.name).filter { !known.contains($0) }
    let triggers = CaptureTriggers(table: table, unwritable: foreign)
    for name in triggers.names { try db.execute(sql: "DROP TRIGGER IF EXISTS \"\(name)\"") }
    for statement in triggers.ddl { try db.execute(sql: statement) }
  }

  private static func columnNames(_ db: Database, of table: String) throws -> [String] {
    try String.fetchAll(db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [table])
  }

  /// Changes when a table, column, type, method or tier does, or the shape of triggers or indexes.
  private var fingerprint: String {
    var hash = FowlerHash()
    hash.add("triggers \(CaptureTriggers.generation)")
    hash.add("indexes 2")
    for table in layout.tables {
      hash.add("\(table.name) \(table.resource.tier)")
      for method in ResourceMethod.allCases where table.resource.allows(method) {
        hash.add(method.rawValue)
      }
      for column in table.columns {
        hash.add(
          "\(column.name) \(column.type) \(column.role) \(column.link?.resource ?? "")"
            + (column.isUnique ? " unique" : "")
        )
      }
    }
    return hash.digits
  }
}
