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
    guard let number = Double(trimmed(text)), number.isFinite else { throw .dataError }
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
    // A bare number is a date to the server's library, not to the database.
    guard Int(text) == nil || text.count == 8, let date = DateReader.read(text, now: now) else {
      throw .dataError
    }
    return date
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
