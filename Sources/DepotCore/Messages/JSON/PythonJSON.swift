import CatalogModel
import Foundation

/// Reads JSON as the server's Python does: of members of one name the last counts, `NaN` and
/// `Infinity` are numbers, and nothing else is forgiven.
///
/// Numbers with a fraction or an exponent stay real, however whole they are. A whole number beyond
/// 64 bits, which Python keeps exactly, becomes real.
struct PythonJSON {
  private static let deepest = 500

  private var rest: Substring.UnicodeScalarView
  private var depth = 0

  /// The document in a text.
  ///
  /// - Throws: ``Refusal/undecodable``, or ``Refusal/crash`` for half a surrogate pair, which Python
  ///   reads and its database driver stumbles over.
  static func node(_ text: String) throws(Refusal) -> JSONNode {
    var reader = PythonJSON(rest: Substring(text).unicodeScalars)
    let node = try reader.value()
    reader.skipSpace()
    guard reader.rest.isEmpty else { throw .undecodable }
    return node
  }

  /// The document in the bytes of a body: UTF-8, or UTF-16 that says so.
  static func node(_ bytes: [UInt8]) throws(Refusal) -> JSONNode {
    let isWide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    let text =
      isWide ? String(bytes: bytes, encoding: .utf16) : String(validating: bytes, as: UTF8.self)
    guard var text else { throw .undecodable }
    if text.unicodeScalars.first == "\u{FEFF}" { text.unicodeScalars.removeFirst() }
    return try node(text)
  }

  private mutating func value() throws(Refusal) -> JSONNode {
    skipSpace()
    guard let first = rest.first, depth < Self.deepest else { throw .undecodable }
    switch first {
    case "{": return .object(try members())
    case "[": return .array(try items())
    case "\"": return .text(try text())
    default: return try word()
    }
  }

  private mutating func members() throws(Refusal) -> [String: JSONNode] {
    var members: [String: JSONNode] = [:]
    try list(closedBy: "}") { reader throws(Refusal) in
      reader.skipSpace()
      guard reader.rest.first == "\"" else { throw .undecodable }
      let name = try reader.text()
      guard reader.skips(":") else { throw .undecodable }
      members[name] = try reader.value()
    }
    return members
  }

  private mutating func items() throws(Refusal) -> [JSONNode] {
    var items: [JSONNode] = []
    try list(closedBy: "]") { reader throws(Refusal) in items.append(try reader.value()) }
    return items
  }

  private mutating func list(
    closedBy end: Unicode.Scalar,
    item: (inout PythonJSON) throws(Refusal) -> Void
  ) throws(Refusal) {
    rest.removeFirst()
    guard !skips(end) else { return }
    depth += 1
    repeat { try item(&self) } while skips(",")
    depth -= 1
    guard skips(end) else { throw .undecodable }
  }

  private mutating func word() throws(Refusal) -> JSONNode {
    let word = String(rest.prefix { !" \t\r\n,]}:{[\"".unicodeScalars.contains($0) })
    rest.removeFirst(word.unicodeScalars.count)
    switch word {
    case "null": return .null
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "NaN": return .real(.nan)
    case "Infinity": return .real(.infinity)
    case "-Infinity": return .real(-.infinity)
    default: break
    }
    guard word.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil,
      let real = Double(word)
    else { throw .undecodable }
    if let whole = Int64(word) { return .integer(whole) }
    return .real(real)
  }

  private mutating func text() throws(Refusal) -> String {
    rest.removeFirst()
    var text = ""
    while let scalar = rest.popFirst(), scalar.value >= 0x20 {
      switch scalar {
      case "\"": return text
      case "\\": text.unicodeScalars.append(try escaped())
      default: text.unicodeScalars.append(scalar)
      }
    }
    throw .undecodable
  }

  private mutating func escaped() throws(Refusal) -> Unicode.Scalar {
    guard let letter = rest.popFirst() else { throw .undecodable }
    switch letter {
    case "\"", "\\", "/": return letter
    case "b": return "\u{8}"
    case "f": return "\u{C}"
    case "n": return "\n"
    case "r": return "\r"
    case "t": return "\t"
    case "u": return try unit()
    default: throw .undecodable
    }
  }

  private mutating func unit() throws(Refusal) -> Unicode.Scalar {
    let first = try digits()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(UInt16(first)), rest.starts(with: "\\u".unicodeScalars) else {
      throw .crash
    }
    rest.removeFirst(2)
    let second = try digits()
    guard UTF16.isTrailSurrogate(UInt16(second)),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    else { throw .crash }
    return scalar
  }

  private mutating func digits() throws(Refusal) -> UInt32 {
    let digits = String(rest.prefix(4))
    guard digits.wholeMatch(of: /[0-9a-fA-F]{4}/) != nil, let code = UInt32(digits, radix: 16)
    else {
      throw .undecodable
    }
    rest.removeFirst(4)
    return code
  }

  private mutating func skipSpace() {
    rest = rest.drop { " \t\r\n".unicodeScalars.contains($0) }
  }

  private mutating func skips(_ mark: Unicode.Scalar) -> Bool {
    skipSpace()
    guard rest.first == mark else { return false }
    rest.removeFirst()
    return true
  }
}
