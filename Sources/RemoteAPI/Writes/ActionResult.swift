package import CatalogModel

/// The answer to an action and when it was given.
package struct ActionResult: TimedAnswer, Sendable, Equatable {
  /// What the server made of it.
  package let answer: ActionAnswer
  /// The server's clock when it answered, from the `Date` header.
  package let serverTime: NaiveTime?

  /// A result with its parts.
  package init(answer: ActionAnswer, serverTime: NaiveTime?) {
    self.answer = answer
    self.serverTime = serverTime
  }

  /// The same where the answer turns out to be that of another request: what this one did is unknown.
  package var ofAnother: ActionResult {
    ActionResult(answer: .unknown(UnknownOutcome(reason: .notTheAPI)), serverTime: serverTime)
  }
}
