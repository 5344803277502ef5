import CPageReader
import CatalogModel
import GRDB
import GRDBSQLite

/// Writes rows of a page straight from the reader's memory into SQLite.
///
/// GRDB lends its connection and statements; values are bound without becoming Swift values first.
struct RowStatements {
  private let db: Database
  private let table: ResourceTable
  /// Which columns the current statement sets; pages rarely change them.
  private var present: [Bool] = []
  private var statement: Statement?

  init(_ db: Database, table: ResourceTable) {
    self.db = db
    self.table = table
  }

  /// Stores a row where it differs from what is here.
  ///
  /// - Returns: whether anything changed.
  /// - Throws: what SQLite reports.
  mutating func store(_ row: borrowing page_row) throws -> Bool {
    let values = UnsafeBufferPointer(start: row.values, count: table.columns.count)
    let statement = try prepared(for: values)
    let pointer = statement.sqliteStatement
    var place: Int32 = 0
    for value in values where value.kind != page_absent {
      place += 1
      try bind(value, to: pointer, at: place)
    }
    try check(Self.bindText(row.extra, row.extra_length, to: pointer, at: place + 1))
    defer { sqlite3_reset(pointer) }
    let outcome = sqlite3_step(pointer)
    guard outcome == SQLITE_DONE else { throw failure(outcome) }
    return sqlite3_changes(db.sqliteConnection) > 0
  }

  private mutating func prepared(for values: UnsafeBufferPointer<page_value>) throws -> Statement {
    if let statement, isSame(values) { return statement }
    present = values.map { $0.kind != page_absent }
    let names = zip(table.columns, present).filter { $1 }.map { $0.0.name }
    let made = try db.cachedStatement(
      sql: table.guardedUpsert(of: names + [ResourceTable.extraName])
    )
    statement = made
    return made
  }

  private func isSame(_ values: UnsafeBufferPointer<page_value>) -> Bool {
    for index in present.indices where present[index] != (values[index].kind != page_absent) {
      return false
    }
    return true
  }

  private func bind(_ value: page_value, to pointer: OpaquePointer, at place: Int32) throws {
    let outcome =
      switch value.kind {
      case page_bool, page_integer: sqlite3_bind_int64(pointer, place, value.integer)
      case page_real: sqlite3_bind_double(pointer, place, value.real)
      case page_text, page_json: Self.bindText(value.text, value.length, to: pointer, at: place)
      default: sqlite3_bind_null(pointer, place)
      }
    try check(outcome)
  }

  // The memory outlives the step, and a statement is bound anew before the next one: no copy (nil).
  private static func bindText(
    _ text: UnsafePointer<CChar>?,
    _ length: Int,
    to pointer: OpaquePointer,
    at place: Int32
  ) -> Int32 {
    guard let text else { return sqlite3_bind_null(pointer, place) }
    return sqlite3_bind_text(pointer, place, text, Int32(length), nil)
  }

  private func check(_ outcome: Int32) throws {
    guard outcome == SQLITE_OK else { throw failure(outcome) }
  }

  private func failure(_ outcome: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: outcome),
      message: db.lastErrorMessage
    )
  }
}
