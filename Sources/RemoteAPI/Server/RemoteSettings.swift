/// How long and how much a client takes from its server.
package struct RemoteSettings: Sendable, Equatable {
  /// Seconds a read may take where the query names none.
  package var readDeadline: Double
  /// Seconds a write may take where it names none.
  package var writeDeadline: Double
  /// The longest page, in bytes after decompression.
  package var maximumPageBytes: Int
  /// The longest answer of any other kind, in bytes after decompression.
  package var maximumAnswerBytes: Int
  /// The language that people read, as `Accept-Language` names it; nothing leaves it to the server.
  package var language: String?

  /// Settings, by default for a slow link.
  package init(
    readDeadline: Double = 60,
    writeDeadline: Double = 60,
    maximumPageBytes: Int = 32 << 20,
    maximumAnswerBytes: Int = 4 << 20,
    language: String? = nil
  ) {
    self.readDeadline = readDeadline
    self.writeDeadline = writeDeadline
    self.maximumPageBytes = maximumPageBytes
    self.maximumAnswerBytes = maximumAnswerBytes
    self.language = language
  }
}
