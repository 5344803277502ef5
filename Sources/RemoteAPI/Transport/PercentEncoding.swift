/// Encodes the parts of a request line, and no more of them than must be.
///
/// A query keeps what browsers keep in one: braces, brackets, commas and colons pass as they are, so
/// that a list of keys fits a line of 4,094 bytes, the most that a default gunicorn reads.
package enum PercentEncoding {
  /// One segment of a path; a slash in it is encoded.
  package static func segment(_ text: String) -> String {
    encoded(text) { isUnreserved($0) || "!$'()*,:@=".utf8.contains($0) }
  }

  /// Names and values joined to a query.
  package static func query(_ items: [(name: String, value: String)]) -> String {
    items.map { "\(queryPart($0.name))=\(queryPart($0.value))" }.joined(separator: "&")
  }

  /// One name or value of a query.
  package static func queryPart(_ text: String) -> String {
    encoded(text, keeping: isKeptInQuery)
  }

  /// Names and values as the body of an HTML form.
  static func form(_ items: [(name: String, value: String)]) -> String {
    items
      .map {
        "\(encoded($0.name, keeping: isUnreserved))=\(encoded($0.value, keeping: isUnreserved))"
      }
      .joined(separator: "&")
  }

  /// Bytes that a text takes in a query.
  package static func queryLength(_ text: String) -> Int {
    text.utf8.reduce(0) { $0 + (isKeptInQuery($1) ? 1 : 3) }
  }

  private static func isKeptInQuery(_ byte: UInt8) -> Bool {
    isUnreserved(byte) || "!$'()*,/:=?@[]{}|^`".utf8.contains(byte)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
    default: false
    }
  }

  private static func encoded(_ text: String, keeping isKept: (UInt8) -> Bool) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count)
    for byte in text.utf8 {
      if isKept(byte) {
        bytes.append(byte)
      } else {
        bytes += [0x25, hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let hexadecimal = Array("0123456789ABCDEF".utf8)
}
