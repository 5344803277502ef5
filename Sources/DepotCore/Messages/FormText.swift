import Foundation

/// Text in the form of a query or of an HTML form: `a=1&b=two+words`.
package enum FormText {
  /// The names and values of a form or query, decoded, in their order.
  package static func pairs(_ text: String) -> [(name: String, value: String)] {
    text.split(separator: "&").map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  private static func decoded(_ text: Substring) -> String {
    percentDecoded(
      text.split(separator: "+", omittingEmptySubsequences: false).joined(separator: " ")
    )
  }

  /// A path in the form of a header: what is no part of a URL is escaped, what divides one stays.
  static func escaped(_ path: String) -> String {
    path.utf8.map { byte in
      isPlain(byte) ? String(UnicodeScalar(byte)) : "%\(twoDigits(byte))"
    }.joined()
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch UnicodeScalar(byte) {
    case "a"..."z", "A"..."Z", "0"..."9": true
    default: "-._~%/:=&?#+!$,;'@()*[]".utf8.contains(byte)
    }
  }

  private static func twoDigits(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
  }

  /// Text without its percent escapes; a stray percent sign stays, broken UTF-8 is replaced.
  static func percentDecoded(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.first {
      rest = rest.dropFirst()
      let digits = rest.prefix(2)
      if byte == UInt8(ascii: "%"), digits.count == 2,
        let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
