import CatalogModel
import GRDB
import GRDBSQLite

/// A connection that can read the replica and nothing else.
///
/// GRDB keeps the authorizer of its own connections for itself, so this one is opened directly.
final class ReadOnlyConnection {
  private let path: String
  private let connection: OpaquePointer?

  /// - Throws: ``ReplicaError`` when the file cannot be opened.
  init(path: String) throws(ReplicaError) {
    self.path = path
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX
    let outcome = sqlite3_open_v2(path, &opened, flags, nil)
    connection = opened
    guard outcome == SQLITE_OK else { throw failure(outcome) }
    sqlite3_busy_timeout(opened, 5_000)
    sqlite3_set_authorizer(opened, Self.authorize, nil)
  }

  deinit { sqlite3_close_v2(connection) }

  /// Runs one reading statement.
  func answer(
    _ query: String,
    limit: Int?
  ) throws(ReplicaError) -> (columns: [String], rows: [[FieldValue]]) {
    let statement = try prepare(query)
    defer { sqlite3_finalize(statement) }
    let width = sqlite3_column_count(statement)
    let columns = (0..<width).map { place in
      sqlite3_column_name(statement, place).map { String(cString: $0) } ?? ""
    }
    var rows: [[FieldValue]] = []
    while limit.map({ rows.count < $0 }) ?? true {
      let outcome = sqlite3_step(statement)
      if outcome == SQLITE_DONE { break }
      guard outcome == SQLITE_ROW else { throw failure(outcome) }
      rows.append((0..<width).map { Self.value(statement, $0) })
    }
    return (columns, rows)
  }

  private func prepare(_ query: String) throws(ReplicaError) -> OpaquePointer {
    var statement: OpaquePointer?
    var rest = ""
    let outcome = query.withCString { start in
      var tail: UnsafePointer<CChar>?
      let outcome = sqlite3_prepare_v2(connection, start, -1, &statement, &tail)
      rest = tail.map { String(cString: $0) } ?? ""
      return outcome
    }
    guard outcome == SQLITE_OK else { throw failure(outcome) }
    guard let statement else { throw ReplicaError(.badQuery, path, reason: .emptyQuery) }
    // SQLite itself skips what is only white space or a comment, so a tail counts if it compiles.
    guard sqlite3_stmt_readonly(statement) != 0, !holdsStatement(rest) else {
      sqlite3_finalize(statement)
      throw ReplicaError(.badQuery, path, reason: .notOneReadingStatement)
    }
    return statement
  }

  private func holdsStatement(_ text: String) -> Bool {
    var statement: OpaquePointer?
    let outcome = sqlite3_prepare_v2(connection, text, -1, &statement, nil)
    sqlite3_finalize(statement)
    return outcome != SQLITE_OK || statement != nil
  }

  private static let authorize:
    @convention(c) (
      UnsafeMutableRawPointer?, Int32, UnsafePointer<CChar>?, UnsafePointer<CChar>?,
      UnsafePointer<CChar>?, UnsafePointer<CChar>?
    ) -> Int32 = { _, action, _, name, _, _ in
      switch action {
      case SQLITE_SELECT, SQLITE_READ, SQLITE_RECURSIVE: return SQLITE_OK
      case SQLITE_FUNCTION:
        let isLoading = name.map { sqlite3_stricmp($0, "load_extension") == 0 } ?? true
        return isLoading ? SQLITE_DENY : SQLITE_OK
      default: return SQLITE_DENY
      }
    }

  private static func value(_ statement: OpaquePointer, _ place: Int32) -> FieldValue {
    switch sqlite3_column_type(statement, place) {
    case SQLITE_INTEGER: return .integer(sqlite3_column_int64(statement, place))
    case SQLITE_FLOAT: return .real(sqlite3_column_double(statement, place))
    case SQLITE_TEXT:
      let start = UnsafeRawPointer(sqlite3_column_text(statement, place))
      let length = Int(sqlite3_column_bytes(statement, place))
      return .text(
        String(decoding: UnsafeRawBufferPointer(start: start, count: length), as: UTF8.self)
      )
    case SQLITE_BLOB:
      let start = sqlite3_column_blob(statement, place)
      let length = Int(sqlite3_column_bytes(statement, place))
      return .blob([UInt8](UnsafeRawBufferPointer(start: start, count: length)))
    default: return .null
    }
  }

  private func failure(_ outcome: Int32) -> ReplicaError {
    let words = sqlite3_errmsg(connection).map { String(cString: $0) }
    let known = ReplicaError(
      DatabaseError(resultCode: ResultCode(rawValue: outcome), message: words),
      at: path
    )
    // Anything wrong with the text of a query, or denied to it, is the query's fault.
    let isQuery = known.code == .statementFailed || known.code == .readOnly
    return isQuery ? ReplicaError(.badQuery, path, cause: words) : known
  }
}
