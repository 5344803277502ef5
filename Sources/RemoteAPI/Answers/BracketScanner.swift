/// Follows the strings and brackets of a JSON text: one that breaks off leaves some open.
struct BracketScanner {
  private enum Place {
    case outside
    case text
    case afterBackslash
  }

  private var place = Place.outside
  private var depth = 0
  private var objects = 0
  private var isBroken = false

  /// Whether what was taken so far is one whole object with nothing but space around it.
  var hasSeenOneObject: Bool { !isBroken && depth == 0 && objects == 1 }

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) {
    switch place {
    case .afterBackslash: place = .text
    case .text:
      if byte == UInt8(ascii: "\\") { place = .afterBackslash }
      if byte == UInt8(ascii: "\"") { place = .outside }
    case .outside: takeOutside(byte)
    }
  }

  private mutating func takeOutside(_ byte: UInt8) {
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0D: return
    case UInt8(ascii: "{") where depth == 0:
      depth = 1
      objects += 1
    case _ where depth == 0: isBroken = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
    case UInt8(ascii: "\""): place = .text
    default: return
    }
  }
}
