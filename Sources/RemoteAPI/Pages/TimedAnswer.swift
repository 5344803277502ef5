package import CatalogModel

/// An answer that tells the server's clock.
package protocol TimedAnswer {
  /// The server's clock when it answered, from the `Date` header; nothing where it sent none.
  var serverTime: NaiveTime? { get }
}

extension Optional: TimedAnswer where Wrapped: TimedAnswer {
  /// The clock of the answer that is there.
  package var serverTime: NaiveTime? { flatMap(\.serverTime) }
}
