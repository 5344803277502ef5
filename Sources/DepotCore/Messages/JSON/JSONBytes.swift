import CatalogModel

/// JSON as the server writes it: compact, members sorted by name, everything outside ASCII escaped.
struct JSONBytes {
  private(set) var bytes: [UInt8] = []

  /// One whole document, with the line feed that ends every body of the server.
  static func document(_ node: JSONNode) -> [UInt8] {
    var json = JSONBytes()
    json.append(node)
    json.append("\n")
    return json.bytes
  }

  /// Appends text that is JSON already and plain ASCII.
  mutating func append(_ ascii: StaticString) {
    ascii.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  mutating func append(encoded: [UInt8]) {
    bytes.append(contentsOf: encoded)
  }

  mutating func append(_ node: JSONNode) {
    append(json: node.description)
  }

  /// Appends JSON text; characters outside ASCII can only stand inside its strings.
  mutating func append(json: String) {
    for scalar in json.unicodeScalars { append(scalar: scalar) }
  }

  mutating func append(number: Int64) {
    bytes.append(contentsOf: String(number).utf8)
  }

  mutating func append(quoted text: String) {
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy(Self.isPlain) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { appendEscaped(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x7F && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  private mutating func appendEscaped(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": append("\\\"")
    case "\\": append("\\\\")
    case "\n": append("\\n")
    case "\r": append("\\r")
    case "\t": append("\\t")
    case "\u{8}": append("\\b")
    case "\u{C}": append("\\f")
    case "\0"..<" ", "\u{7F}": appendUnit(UInt16(scalar.value))
    default: append(scalar: scalar)
    }
  }

  private mutating func append(scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(scalar.value))
    } else {
      for unit in String(scalar).utf16 { appendUnit(unit) }
    }
  }

  private mutating func appendUnit(_ unit: UInt16) {
    append("\\u")
    let digits = String(unit, radix: 16)
    for _ in digits.utf8.count..<4 { bytes.append(UInt8(ascii: "0")) }
    bytes.append(contentsOf: digits.utf8)
  }
}
