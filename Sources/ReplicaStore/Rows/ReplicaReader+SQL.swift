package import CatalogModel
import Foundation

extension ReplicaReader {
  /// Answers a query of a person's own, over the last committed state.
  ///
  /// It can read and nothing else: the query has a connection of its own that is open for reading
  /// and refuses everything but `SELECT` (no `ATTACH`, no `PRAGMA`, no extension).
  ///
  /// - Parameters:
  ///   - query: one `SELECT`, or `WITH … SELECT`, `VALUES` or `EXPLAIN` of one.
  ///   - limit: how many rows at most; nothing for all.
  /// - Returns: the names of the columns, and the rows with values as SQLite holds them.
  /// - Throws: ``ReplicaError`` with `bad-query`, or the code of what SQLite reports.
  package func sql(
    _ query: String,
    limit: Int? = nil
  ) throws(ReplicaError) -> (columns: [String], rows: [[FieldValue]]) {
    let connection = try ReadOnlyConnection(path: location.path)
    return try connection.answer(query, limit: limit)
  }
}
