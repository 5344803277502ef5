package import CatalogModel

/// What is known of an action after it was sent.
package enum ActionAnswer: Sendable, Equatable {
  /// The server took it; whether a unit acts on it is another matter. The whole answer is given.
  case done(JSONNode)
  /// The server has no such row, or shows none to this account.
  case missing
  /// The server said no.
  case refused(Refusal)
  /// No answer of the API came; the server may have done it or not.
  case unknown(UnknownOutcome)
}
