import CatalogModel
import GRDB

/// Decides, as PostgreSQL does, what a filter's value means beside a column of a type.
struct ComparisonTyping {
  let type: ColumnType
  let now: NaiveTime

  /// The value to bind.
  func value(_ operand: FilterTest.Operand) throws(Refusal) -> DatabaseValue {
    switch operand {
    case .time(let time): return time.description.databaseValue
    case .day(let day): return day.databaseValue
    case .seconds(let seconds): return seconds.databaseValue
    case .json(let node): return try value(node)
    }
  }

  /// One value of a list; null stays null, which no row matches.
  func member(_ node: JSONNode) throws(Refusal) -> DatabaseValue {
    node == .null ? .null : try value(node)
  }

  private func value(_ node: JSONNode) throws(Refusal) -> DatabaseValue {
    if case .text(let text) = node, text.unicodeScalars.contains("\0") { throw .crash }
    switch (type, node) {
    // The model, not the database, looks at what is compared with a truth value.
    case (.boolean, .array), (.boolean, .object): throw .crash
    case (.array, .array): return node.description.databaseValue
    // An empty list reaches the database as the text of an empty array.
    case (_, .array([])): return try value(.text("{}"))
    case (.array, .text): throw .dataError
    case (.integer, .integer(let number)): return number.databaseValue
    case (.integer, .real(let number)), (.real, .real(let number)): return number.databaseValue
    case (.real, .integer(let number)): return Double(number).databaseValue
    case (.integer, .text(let text)): return try PostgresLiteral.integer(text).databaseValue
    case (.real, .text(let text)): return try PostgresLiteral.real(text).databaseValue
    case (.boolean, .boolean(let flag)): return flag.databaseValue
    case (.boolean, .text(let text)): return try PostgresLiteral.boolean(text).databaseValue
    case (.text, .text(let text)), (.binary, .text(let text)): return text.databaseValue
    case (.interval, .text(let text)): return try PostgresLiteral.interval(text).databaseValue
    case (.date, .text(let text)):
      return try PostgresLiteral.time(text, now: now).day.databaseValue
    case (.datetime, .text(let text)):
      return try PostgresLiteral.time(text, now: now).naive.description.databaseValue
    default: throw .programmingError
    }
  }

  /// Whether the database has operators between the two types.
  func compares(with other: ColumnType) -> Bool {
    switch (type, other) {
    case (.integer, .real), (.real, .integer), (.date, .datetime), (.datetime, .date): true
    case (.json, _), (.array, _): false
    default: type == other
    }
  }
}
