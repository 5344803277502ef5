package import CatalogModel

/// The answer to a write and when it was given.
package struct WriteResult: TimedAnswer, Sendable, Equatable {
  /// What the server made of it.
  package let answer: WriteAnswer
  /// The server's clock when it answered, from the `Date` header.
  package let serverTime: NaiveTime?

  /// A result with its parts.
  package init(answer: WriteAnswer, serverTime: NaiveTime?) {
    self.answer = answer
    self.serverTime = serverTime
  }

  /// The same where the answer turns out to be that of another request: what this one did is unknown.
  package var ofAnother: WriteResult {
    WriteResult(answer: .unknown(UnknownOutcome(reason: .notTheAPI)), serverTime: serverTime)
  }
}
