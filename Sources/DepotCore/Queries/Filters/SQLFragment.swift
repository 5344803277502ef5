import GRDB

/// A piece of SQL and the values bound in it.
///
/// Its names come from the catalog, its values never become part of the text.
struct SQLFragment {
  var sql: String
  var arguments: [DatabaseValue] = []

  static func joined(_ fragments: [SQLFragment], by word: String) -> SQLFragment? {
    guard let first = fragments.first else { return nil }
    guard fragments.count > 1 else { return first }
    return SQLFragment(
      sql: "(" + fragments.map(\.sql).joined(separator: " \(word) ") + ")",
      arguments: fragments.flatMap(\.arguments)
    )
  }
}
