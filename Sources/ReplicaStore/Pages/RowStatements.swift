import CPageReader
import CatalogModel
import GRDB
import GRDBSQLite

/// Writes rows of a page straight from the reader's memory into SQLite.
///
/// GRDB lends its connection and statements; values are bound without becoming Swift values first.
/// Rows of the same shape go in together, one statement for many: what a statement costs beside its
/// rows, such as opening every index of the table, is then shared.
struct RowStatements {
  private let db: Database
  private let table: ResourceTable
  /// How many rows one statement takes.
  private let together: Int
  /// Which columns the waiting rows set; pages rarely change them.
  private var present: [Bool] = []
  private var setsAll = false
  /// Values of the rows that wait, and of each row what no column names.
  private var waiting: [page_value] = []
  private var rows = 0
  private let texts: UpsertTexts
  private var many: Statement?
  private var one: Statement?

  /// Values in one statement at most; SQLite takes 999 wherever it runs.
  private static let places = 900
  /// Rows in one statement at most; beyond them nothing is gained.
  private static let atOnce = 24

  init(_ db: Database, table: ResourceTable, texts: UpsertTexts) {
    self.db = db
    self.texts = texts
    self.table = table
    together = max(1, min(Self.atOnce, Self.places / (table.columns.count + 1)))
  }

  /// Takes a row, to be stored where it differs from what is here, with the rows that wait or later.
  ///
  /// Its texts must stay where they are until ``flush()``.
  ///
  /// - Returns: how many rows that changed by now.
  /// - Throws: what SQLite reports.
  mutating func store(_ row: borrowing page_row) throws -> Int {
    let values = UnsafeBufferPointer(start: row.values, count: table.columns.count)
    var changed = 0
    if !isSame(values) {
      changed += try flush()
      take(shape: values)
    }
    if setsAll {
      waiting.append(contentsOf: values)
    } else {
      for value in values where value.kind != page_absent { waiting.append(value) }
    }
    waiting.append(row.extraValue)
    rows += 1
    if rows == together { changed += try flush() }
    return changed
  }

  /// Stores the rows that wait.
  ///
  /// - Returns: how many that changed.
  /// - Throws: what SQLite reports.
  mutating func flush() throws -> Int {
    guard rows > 0 else { return 0 }
    defer {
      waiting.removeAll(keepingCapacity: true)
      rows = 0
    }
    let isFull = rows == together
    let statement = try isFull ? statementForMany() : statementForOne()
    return try waiting.withUnsafeBufferPointer { values in
      if isFull { return try run(statement, values) }
      let width = values.count / rows
      return try (0..<rows).reduce(0) { changed, row in
        let values = values[(row * width)..<((row + 1) * width)]
        return try changed + run(statement, UnsafeBufferPointer(rebasing: values))
      }
    }
  }

  private func run(_ statement: Statement, _ values: UnsafeBufferPointer<page_value>) throws -> Int
  {
    let pointer = statement.sqliteStatement
    // Whoever had the cached statement before leaves it where it ended, and nothing is bound to it there.
    sqlite3_reset(pointer)
    defer { sqlite3_reset(pointer) }
    for (index, value) in values.enumerated() {
      let outcome = Self.bind(value, to: pointer, at: Int32(index + 1))
      guard outcome == SQLITE_OK else { throw failure(outcome) }
    }
    let outcome = sqlite3_step(pointer)
    guard outcome == SQLITE_DONE else { throw failure(outcome) }
    return Int(sqlite3_changes(db.sqliteConnection))
  }

  private mutating func take(shape values: UnsafeBufferPointer<page_value>) {
    present = values.map { $0.kind != page_absent }
    setsAll = !present.contains(false)
    (one, many) = (nil, nil)
  }

  // Made when it is first needed: rows of ever new shapes never fill one for many.
  private mutating func statementForMany() throws -> Statement {
    if let many { return many }
    let made = try prepared(rows: together)
    many = made
    return made
  }

  private mutating func statementForOne() throws -> Statement {
    if let one { return one }
    let made = try prepared(rows: 1)
    one = made
    return made
  }

  private func prepared(rows: Int) throws -> Statement {
    try db.cachedStatement(sql: texts.upsert(into: table, setting: present, rows: rows))
  }

  private func isSame(_ values: UnsafeBufferPointer<page_value>) -> Bool {
    guard present.count == values.count else { return false }
    for index in values.indices where present[index] != (values[index].kind != page_absent) {
      return false
    }
    return true
  }

  // The memory outlives the step, and a statement is bound anew before the next one: no copy (nil).
  private static func bind(
    _ value: page_value,
    to pointer: OpaquePointer,
    at place: Int32
  ) -> Int32 {
    switch value.kind {
    case page_bool, page_integer: sqlite3_bind_int64(pointer, place, value.integer)
    case page_real: sqlite3_bind_double(pointer, place, value.real)
    case page_text, page_json:
      sqlite3_bind_text(pointer, place, value.text, Int32(value.length), nil)
    default: sqlite3_bind_null(pointer, place)
    }
  }

  private func failure(_ outcome: Int32) -> DatabaseError {
    DatabaseError(
      resultCode: ResultCode(rawValue: outcome),
      message: db.lastErrorMessage
    )
  }
}
