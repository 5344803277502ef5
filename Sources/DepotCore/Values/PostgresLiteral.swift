import CatalogModel
import GRDB

/// Texts as PostgreSQL reads them when it needs a value of a type.
enum PostgresLiteral {
  /// A whole number in the range of the server's integer columns.
  static func integer(_ text: String) throws(Refusal) -> Int64 {
    guard let number = Int64(trimmed(text)) else { throw .dataError }
    return try inRange(number)
  }

  static func inRange(_ number: Int64) throws(Refusal) -> Int64 {
    guard let small = Int32(exactly: number) else { throw .dataError }
    return Int64(small)
  }

  static func real(_ text: String) throws(Refusal) -> Double {
    let word = trimmed(text).lowercased()
    switch word {
    // SQLite has no NaN; like PostgreSQL's, infinity is greater than every number a row can hold.
    case "nan", "infinity", "inf", "+infinity": return .infinity
    case "-infinity", "-inf": return -.infinity
    default: break
    }
    guard let number = Double(word), number.isFinite else { throw .dataError }
    return number
  }

  static func boolean(_ text: String) throws(Refusal) -> Bool {
    switch trimmed(text).lowercased() {
    case "true", "t", "yes", "y", "on", "1": return true
    case "false", "f", "no", "n", "off", "0": return false
    default: throw .dataError
    }
  }

  /// A time in which a zone is read and then forgotten, as a timestamp without time zone does.
  static func time(_ text: String, now: NaiveTime) throws(Refusal) -> ReadDate {
    if trimmed(text).lowercased() == "now" { return ReadDate(naive: now, zone: nil) }
    // What is not said comes from today to the server's library, and is missing to the database.
    guard let date = DateReader.read(text, now: now), date.isWhole, abs(date.zone ?? 0) < 57_600
    else { throw .dataError }
    return date
  }

  /// A number or truth value as text, where one is assigned to a text column.
  static func text(of node: JSONNode) -> String {
    switch node {
    case .real(let number) where number.isNaN: "NaN"
    case .real(let number) where number.isInfinite: number < 0 ? "-Infinity" : "Infinity"
    // A numeric has neither a negative zero nor an exponent.
    case .real(0): "0.0"
    case .real(let number) where abs(number) >= 1e16 && abs(number) < 9e18: "\(Int64(number))"
    default: node.description
    }
  }

  /// Seconds in an interval: `3600`, `01:00:00`.
  static func interval(_ text: String) throws(Refusal) -> Double {
    if let seconds = Double(trimmed(text)), seconds.isFinite { return seconds }
    let fields = trimmed(text).split(separator: ":").map { Double($0) }
    guard fields.count == 3, let hours = fields[0], let minutes = fields[1],
      let seconds = fields[2]
    else { throw .dataError }
    return hours * 3_600 + minutes * 60 + seconds
  }

  private static func trimmed(_ text: String) -> Substring {
    let head = text.drop { $0 == " " }
    guard let last = head.lastIndex(where: { $0 != " " }) else { return "" }
    return head[...last]
  }
}
