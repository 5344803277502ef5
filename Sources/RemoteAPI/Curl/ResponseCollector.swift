/// Gathers what comes in for one request and keeps it within bounds.
struct ResponseCollector {
  /// The most that all headers together may take, in bytes.
  static let maximumHeaderBytes = 256 << 10

  private let maximumBytes: Int
  private var headerBytes = 0
  private(set) var headers: [(name: String, value: String)] = []
  private(set) var body: [UInt8] = []
  /// Whether more came than is allowed.
  private(set) var isOverflowing = false
  /// Whether the empty line after the headers has come; libcurl calls an answer that breaks off
  /// before it a success.
  private(set) var hasWholeHead = false

  /// Whether nothing of an answer has come.
  var isUntouched: Bool { headerBytes == 0 && body.isEmpty }

  // What the body will take where that is known: nothing for one that is packed.
  private var announcedBytes: Int? {
    guard !headers.contains(where: { $0.name.lowercased() == "content-encoding" }) else {
      return nil
    }
    return headers.last { $0.name.lowercased() == "content-length" }.flatMap { Int($0.value) }
      .flatMap { $0 > 0 ? $0 : nil }
  }

  /// A collector for a body of at most so many bytes after decompression.
  init(maximumBytes: Int) {
    self.maximumBytes = maximumBytes
  }

  /// Takes a piece of the body; false where it would be too long.
  mutating func take(body piece: UnsafeRawBufferPointer) -> Bool {
    guard piece.count <= maximumBytes - body.count else {
      isOverflowing = true
      body = []
      return false
    }
    if body.isEmpty, let announcedBytes { body.reserveCapacity(min(announcedBytes, maximumBytes)) }
    body.append(contentsOf: piece)
    return true
  }

  /// Takes a line of the header; false where there are too many.
  mutating func take(header line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.maximumHeaderBytes else {
      isOverflowing = true
      return false
    }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // An interim answer's headers are not the answer's.
      headers = []
    } else if hasWholeHead {
      // Trailers, which come behind the body: whoever adds them decides nothing (RFC 9110, 6.5.1).
      return true
    }
    hasWholeHead = text.allSatisfy(\.isNewline)
    guard let colon = text.firstIndex(of: ":") else { return true }
    let value = text[text.index(after: colon)...]
    headers.append((Self.trimmed(text[..<colon]), Self.trimmed(value)))
    return true
  }

  private static func trimmed(_ text: Substring) -> String {
    let kept = text.drop { $0.isWhitespace }
    guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(kept[...last])
  }
}
