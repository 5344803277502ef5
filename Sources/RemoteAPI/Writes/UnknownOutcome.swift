/// Why nobody knows what became of a write.
package struct UnknownOutcome: Sendable, Equatable {
  /// What came instead of an answer.
  package enum Reason: Sendable, Equatable {
    /// Nothing.
    case noAnswer(TransportError.Code)
    /// A status that settles nothing, such as 500 or 429.
    case status(Int)
    /// Something that the API does not say, such as the page of a captive portal.
    case notTheAPI
  }

  /// What came instead of an answer.
  package let reason: Reason
  /// Seconds the server asked to wait, if it did.
  package let retryAfter: Double?
  /// The HTTP status, if there was one.
  package let status: Int?
  /// The server's words, cut to a bounded length; raw, to be escaped before a terminal.
  package let words: String

  /// An unknown outcome with its parts.
  package init(
    reason: Reason,
    retryAfter: Double? = nil,
    status: Int? = nil,
    words: String = ""
  ) {
    self.reason = reason
    self.retryAfter = retryAfter
    self.status = status
    self.words = words
  }
}
