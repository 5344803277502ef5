/// Follows the strings and brackets of a JSON text: one that breaks off leaves some open.
struct BracketScanner {
  private enum Place {
    case outside
    case text
    case afterBackslash
  }

  private var place = Place.outside
  private var depth = 0
  private var values = 0
  private var isBroken = false

  private let opening: UInt8

  /// A scanner for one object, or for one array.
  init(forArray isArray: Bool = false) { opening = UInt8(ascii: isArray ? "[" : "{") }

  /// Whether what was taken so far is one whole object, or array, with nothing but space around it.
  var hasSeenOne: Bool { !isBroken && depth == 0 && values == 1 }

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
    case opening where depth == 0:
      depth = 1
      values += 1
    case _ where depth == 0: isBroken = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
    case UInt8(ascii: "\""): place = .text
    default: return
    }
  }
}
