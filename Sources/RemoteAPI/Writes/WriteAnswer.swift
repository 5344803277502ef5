package import CatalogModel

/// What is known of a write after it was sent.
package enum WriteAnswer: Sendable, Equatable {
  /// The server did it and shows the row; no row after a deletion.
  case applied(RowFields?)
  /// The row is not the version that was to be changed; nothing happened.
  case overtaken
  /// The server has no such row, or shows none to this account.
  case missing
  /// The server said no.
  case refused(Refusal)
  /// No answer of the API came; the server may have done it or not.
  case unknown(UnknownOutcome)
}
