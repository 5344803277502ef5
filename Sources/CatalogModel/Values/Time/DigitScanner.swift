/// Reads runs of ASCII digits and single characters from the front of a text.
struct DigitScanner {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Exactly `count` digits as a number.
  mutating func digits(_ count: Int) -> Int? {
    guard rest.count >= count else { return nil }
    var number = 0
    for byte in rest.prefix(count) {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    rest = rest.dropFirst(count)
    return number
  }

  /// Steps over `character` if it comes next.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard let byte = rest.first, UInt32(byte) == character.value else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// One to nine digits after a decimal point, in microseconds; digits past the sixth are dropped.
  mutating func fraction() -> Int64? {
    var digits = 0
    var micros: Int64 = 0
    while let byte = rest.first, (0x30...0x39).contains(byte), digits < 9 {
      if digits < 6 { micros = micros * 10 + Int64(byte - 0x30) }
      digits += 1
      rest = rest.dropFirst()
    }
    guard digits > 0 else { return nil }
    for _ in 0..<max(0, 6 - digits) { micros *= 10 }
    return micros
  }
}
