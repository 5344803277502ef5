/// The primary key of a row.
///
/// Keys are opaque: products use a 15-character IMEI, a few small tables another text, the rest an
/// integer. Integers from 2^52 up are provisional: they name rows that the server has not named yet.
package enum RowKey: Sendable, Hashable {
  case integer(Int64)
  case text(String)

  /// The first provisional key, 2^52: above every key a server hands out, below the integers that
  /// JSON numbers cannot carry exactly.
  package static let firstProvisional: Int64 = 1 << 52

  /// Whether the server has not named the row yet.
  package var isProvisional: Bool {
    if case .integer(let number) = self { number >= Self.firstProvisional } else { false }
  }

  /// The key as a value of its column.
  package var value: FieldValue {
    switch self {
    case .integer(let number): .integer(number)
    case .text(let text): .text(text)
    }
  }

  /// A key from a column's value; nothing where the value cannot be one.
  package init?(_ value: FieldValue) {
    switch value {
    case .integer(let number): self = .integer(number)
    case .text(let text) where !text.isEmpty: self = .text(text)
    default: return nil
    }
  }

  /// A provisional key as people type it, `new:7`; nothing for any other text.
  package init?(parsingProvisional text: String) {
    guard text.hasPrefix("new:"), let count = Int64(text.dropFirst(4)), count >= 0 else {
      return nil
    }
    let (number, isTooLarge) = Self.firstProvisional.addingReportingOverflow(count)
    guard !isTooLarge else { return nil }
    self = .integer(number)
  }
}

extension RowKey {
  /// Whether two keys are the same, byte for byte: Swift's own comparison of texts takes a letter
  /// with an accent and the letter followed by the accent for one.
  package static func == (left: RowKey, right: RowKey) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left == right
    case (.text(let left), .text(let right)): left.utf8.elementsEqual(right.utf8)
    case (.integer, .text), (.text, .integer): false
    }
  }
}

extension RowKey: Comparable {
  /// Integers before texts; texts by their bytes.
  package static func < (left: RowKey, right: RowKey) -> Bool {
    switch (left, right) {
    case (.integer(let left), .integer(let right)): left < right
    case (.text(let left), .text(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
    case (.integer, .text): true
    case (.text, .integer): false
    }
  }
}

extension RowKey: CustomStringConvertible {
  /// The key as people read and type it: `new:7` for the seventh provisional key after the first.
  package var description: String {
    switch self {
    case .integer(let number) where isProvisional: "new:\(number - Self.firstProvisional)"
    case .integer(let number): String(number)
    case .text(let text): text
    }
  }
}
