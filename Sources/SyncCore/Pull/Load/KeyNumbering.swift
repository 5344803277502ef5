import CatalogModel
import RemoteAPI

/// How the keys of a resource are numbers, so that ranges of them can be made without seeing them.
enum KeyNumbering: Sendable, Equatable {
  /// Keys are integers.
  case integers
  /// Keys are texts of so many digits.
  case digits(Int)

  /// The numbering that all of these keys fit; nothing where there is none, or no key.
  init?(fitting keys: [RowKey]) {
    switch keys.first {
    case .integer: self = .integers
    case .text(let text) where (1...18).contains(text.utf8.count): self = .digits(text.utf8.count)
    case .text, nil: return nil
    }
    guard keys.allSatisfy({ number($0) != nil }) else { return nil }
  }

  /// The number of a key; nothing where it does not fit.
  func number(_ key: RowKey) -> Int64? {
    switch (self, key) {
    case (.integers, .integer(let number)): return number
    case (.digits(let width), .text(let text)):
      let digits = text.utf8
      guard digits.count == width, digits.allSatisfy({ (0x30...0x39).contains($0) }) else {
        return nil
      }
      return Int64(text)
    default: return nil
    }
  }

  /// The filter for all keys from a number up.
  ///
  /// A text that goes on where a key ends lies between that key and the next number, and must not fall
  /// between two ranges: so texts are asked for from behind the key before.
  func filter(from first: Int64, of column: String) -> RowFilter {
    switch self {
    case .digits where first > 0: .compare(column, .greater, key(first - 1).value)
    case .digits, .integers: .compare(column, .greaterOrEqual, key(first).value)
    }
  }

  /// The key of a number from 0 up; a number too long for the digits is their highest key.
  func key(_ number: Int64) -> RowKey {
    switch self {
    case .integers: return .integer(number)
    case .digits(let width):
      let digits = String(max(0, number))
      guard digits.utf8.count <= width else { return .text(String(repeating: "9", count: width)) }
      return .text(String(repeating: "0", count: width - digits.utf8.count) + digits)
    }
  }
}
