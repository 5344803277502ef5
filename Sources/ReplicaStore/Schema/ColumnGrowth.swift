import CatalogModel
import GRDB

/// Columns that a newer catalog brought to a table that has rows already.
///
/// The server may have filled them long ago, and will not send those rows again by itself, because none
/// of them changed.
struct ColumnGrowth {
  let table: ResourceTable

  /// Moves what `sync_extra` kept of columns that the catalog knows now into them, and drops what the
  /// replica is not to hold.
  ///
  /// - Returns: whether there was anything of the kind.
  func explainExtras(_ db: Database) throws -> Bool {
    var isExplained = false
    try db.execute(sql: "UPDATE sync_engine SET applying = 1 WHERE id = 1")
    for name in [table.name, table.baseName] {
      for column in try kept(db, in: name) {
        isExplained = true
        try move(column, in: name, db)
      }
    }
    try db.execute(sql: "UPDATE sync_engine SET applying = 0 WHERE id = 1")
    return isExplained
  }

  /// Makes the next run read the whole table: only the server knows what its new columns hold.
  func readAgain(_ db: Database) throws {
    try db.execute(sql: "DELETE FROM sync_cursor WHERE resource = ?", arguments: [table.name])
  }

  private func kept(_ db: Database, in name: String) throws -> [ResourceColumn] {
    let members = try Set(
      String.fetchAll(
        db,
        sql: """
          SELECT DISTINCT member.key FROM "\(name)" AS kept, json_each(
            CASE WHEN json_valid(kept.sync_extra) THEN
              CASE json_type(kept.sync_extra) WHEN 'object' THEN kept.sync_extra END
            END
          ) AS member
          """
      )
    )
    return table.resource.columns.filter { members.contains($0.name) }
  }

  private func move(_ column: ResourceColumn, in name: String, _ db: Database) throws {
    let path = "$.\"\(column.name)\""
    let isHeld = table.column(column.name) != nil
    let setting = isHeld ? "\"\(column.name)\" = \(value(of: column)), " : ""
    try db.execute(
      sql: """
        UPDATE "\(name)"
        SET \(setting)sync_extra = nullif(json_remove(sync_extra, :path), '{}')
        WHERE CASE WHEN json_valid(sync_extra) THEN json_type(sync_extra, :path) END IS NOT NULL
        """,
      arguments: ["path": path]
    )
  }

  // As ``ResourceColumn/stored(_:)`` has it: JSON that could be taken for something else stays JSON.
  private func value(of column: ResourceColumn) -> String {
    switch column.type {
    case .json, .array:
      """
      CASE WHEN json_type(sync_extra, :path) IN ('text', 'true', 'false') THEN sync_extra -> :path \
      ELSE json_extract(sync_extra, :path) END
      """
    default: "json_extract(sync_extra, :path)"
    }
  }
}
