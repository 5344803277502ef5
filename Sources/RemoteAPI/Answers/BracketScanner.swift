import Foundation

/// Follows the strings and brackets of a JSON text: one that breaks off leaves some open.
///
/// Every byte of every page passes here, so texts, most of a page, are passed over at the speed of
/// `memchr`.
enum BracketScanner {
  /// Whether the text is one whole object, or array, with nothing but space around it, and these texts
  /// stand in it outside of anything nested.
  static func isOne(_ text: [UInt8], forArray isArray: Bool, naming names: [String] = []) -> Bool {
    let opening = UInt8(ascii: isArray ? "[" : "{")
    return text.withUnsafeBufferPointer { isOne($0, opening, names.map { Array($0.utf8) }) }
  }

  private static func isOne(
    _ text: UnsafeBufferPointer<UInt8>,
    _ opening: UInt8,
    _ names: [[UInt8]]
  ) -> Bool {
    var missing = names
    guard let first = text.firstIndex(where: { !isSpace($0) }), text[first] == opening else {
      return false
    }
    var depth = 1
    var place = first + 1
    while place < text.count, depth > 0 {
      switch text[place] {
      case UInt8(ascii: "\""):
        guard let end = endOfText(after: place, in: text) else { return false }
        if depth == 1, !missing.isEmpty {
          missing.removeAll { text[(place + 1)..<end].elementsEqual($0) }
        }
        place = end
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: break
      }
      place += 1
    }
    return depth == 0 && missing.isEmpty && text[place...].allSatisfy(isSpace)
  }

  // Where the closing quote stands; a quote behind an odd number of backslashes closes nothing.
  private static func endOfText(after quote: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = text.baseAddress else { return nil }
    var start = quote + 1
    while let found = memchr(base + start, Int32(UInt8(ascii: "\"")), text.count - start) {
      let end = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      var first = end
      while first > quote + 1, text[first - 1] == UInt8(ascii: "\\") { first -= 1 }
      if (end - first).isMultiple(of: 2) { return end }
      start = end + 1
    }
    return nil
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D
  }
}
