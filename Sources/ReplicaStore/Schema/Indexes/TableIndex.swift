/// A secondary index of a table.
struct TableIndex: Sendable, Equatable {
  /// Its name; begins with `sync_`.
  let name: String
  /// The statement that makes it.
  let sql: String

  /// An index on one column, of all rows or of those that satisfy a condition.
  init(_ kind: String, on column: String, of table: String, where condition: String? = nil) {
    name = "sync_\(kind)_\(table)_\(column)"
    let clause = condition.map { " WHERE \($0)" } ?? ""
    sql = "CREATE INDEX IF NOT EXISTS \"\(name)\" ON \"\(table)\"(\"\(column)\")\(clause)"
  }

  /// An index on the only column of its kind.
  init(_ kind: String, of table: String, on column: String) {
    name = "sync_\(kind)_\(table)"
    sql = "CREATE INDEX IF NOT EXISTS \"\(name)\" ON \"\(table)\"(\"\(column)\")"
  }
}
