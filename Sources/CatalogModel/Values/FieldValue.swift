/// One value of one column, as the API speaks of it.
///
/// The replica stores booleans as 0 and 1 and JSON as its text, so the column's type is needed to
/// read a stored value back; ``ResourceColumn/value(stored:)`` does that.
package enum FieldValue: Sendable, Hashable {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case text(String)
  /// An object or array, as compact JSON text with sorted keys.
  case json(String)
  /// Bytes that only another tool can have put into the replica; no column of the API holds them.
  case blob([UInt8])

  /// Whether the value is null.
  package var isNull: Bool { self == .null }
}

extension FieldValue {
  /// Whether two values are the same, texts byte for byte: Swift's own comparison takes a letter
  /// with an accent and the letter followed by the accent for one, and a server does not.
  package static func == (left: FieldValue, right: FieldValue) -> Bool {
    switch (left, right) {
    case (.null, .null): true
    case (.boolean(let left), .boolean(let right)): left == right
    case (.integer(let left), .integer(let right)): left == right
    case (.real(let left), .real(let right)): left == right
    case (.text(let left), .text(let right)), (.json(let left), .json(let right)):
      left.utf8.elementsEqual(right.utf8)
    case (.blob(let left), .blob(let right)): left == right
    default: false
    }
  }
}

extension FieldValue: CustomStringConvertible {
  /// The value as people read it; the empty text for null.
  package var description: String {
    switch self {
    case .null: ""
    case .boolean(let flag): flag ? "true" : "false"
    case .integer(let number): String(number)
    case .real(let number): String(number)
    case .text(let text), .json(let text): text
    case .blob(let bytes): "\(bytes.count) bytes"
    }
  }
}
