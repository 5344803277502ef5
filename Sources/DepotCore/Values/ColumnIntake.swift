import CatalogModel
import GRDB

/// Turns a value of a request's body into what is stored, as the real server's layers do together:
/// the library reads dates, the model checks booleans, the database casts or refuses the rest.
struct ColumnIntake {
  let column: ResourceColumn
  let now: NaiveTime
  let enforcesOptions: Bool

  func stored(_ node: JSONNode) throws(Refusal) -> DatabaseValue {
    if case .null = node { return .null }
    if case .text(let text) = node, column.type != .json, text.unicodeScalars.contains("\0") {
      throw .crash
    }
    switch column.type {
    case .integer: return try integer(node).databaseValue
    case .real: return try real(node).databaseValue
    case .boolean: return try boolean(node).databaseValue
    case .text, .binary: return try text(node).databaseValue
    case .date: return try date(node).map(\.day).databaseValue
    case .datetime: return try date(node).map(\.utc.description).databaseValue
    case .interval: return try interval(node).databaseValue
    case .json: return node.description.databaseValue
    case .array: return try array(node).databaseValue
    }
  }

  private func integer(_ node: JSONNode) throws(Refusal) -> Int64 {
    switch node {
    case .integer(let number): return try PostgresLiteral.inRange(number)
    case .real(let number):
      guard let whole = Int64(exactly: number.rounded(.toNearestOrAwayFromZero)) else {
        throw .dataError
      }
      return try PostgresLiteral.inRange(whole)
    case .text(let text): return try PostgresLiteral.integer(text)
    default: throw .programmingError
    }
  }

  private func real(_ node: JSONNode) throws(Refusal) -> Double {
    switch node {
    case .integer(let number): return Double(number)
    case .real(let number): return number
    case .text(let text): return try PostgresLiteral.real(text)
    default: throw .programmingError
    }
  }

  private func boolean(_ node: JSONNode) throws(Refusal) -> Bool {
    switch node {
    case .boolean(let flag): return flag
    case .integer(0), .real(0): return false
    case .integer(1), .real(1): return true
    default: throw .crash
    }
  }

  private func text(_ node: JSONNode) throws(Refusal) -> String {
    var text: String
    switch node {
    case .text(let value): text = value
    case .integer, .real, .boolean:
      guard column.type == .text else { throw .programmingError }
      text = PostgresLiteral.text(of: node)
    default: throw .programmingError
    }
    if let maximum = column.maximumLength, text.unicodeScalars.count > maximum {
      // Spaces beyond the length are cut off without a word, as the SQL standard has it.
      guard text.unicodeScalars.dropFirst(maximum).allSatisfy({ $0 == " " }) else {
        throw .dataError
      }
      text = String(text.unicodeScalars.prefix(maximum))
    }
    if enforcesOptions, !column.options.isEmpty, !column.options.contains(text) {
      throw .dataError
    }
    return text
  }

  private func date(_ node: JSONNode) throws(Refusal) -> ReadDate? {
    guard case .text(let text) = node else { throw .crash }
    if text.allSatisfy(\.isWhitespace) { return nil }
    if ["CURRENT_TIMESTAMP", "CURRENT_DATE", "LOCALTIMESTAMP"].contains(text) {
      return ReadDate(naive: now, zone: nil)
    }
    guard let date = DateReader.read(text, now: now), date.hasPossibleZone else { throw .crash }
    return date
  }

  private func interval(_ node: JSONNode) throws(Refusal) -> Double {
    switch node {
    case .integer(let seconds): return Double(seconds)
    // To Python a truth value is a whole number.
    case .boolean(let flag): return flag ? 1 : 0
    case .text(let text): return try PostgresLiteral.interval(text)
    default: throw .programmingError
    }
  }

  /// A list of texts; SQLAlchemy makes one of whatever can be walked over.
  private func array(_ node: JSONNode) throws(Refusal) -> String {
    let items: [JSONNode]
    switch node {
    case .array(let nodes): items = nodes
    case .text(let text): items = text.map { .text(String($0)) }
    case .object(let members): items = members.keys.sorted().map(JSONNode.text)
    default: throw .crash
    }
    var texts: [JSONNode] = []
    for item in items {
      switch item {
      case .null, .text: texts.append(item)
      case .integer, .real, .boolean: texts.append(.text(PostgresLiteral.text(of: item)))
      default: throw .programmingError
      }
    }
    return JSONNode.array(texts).description
  }
}
