package import CatalogModel

/// A page of rows, read.
package struct DecodedPage: TimedAnswer, Sendable, Equatable {
  /// The rows, in the server's order.
  package let rows: [RowFields]
  /// How many rows there are on all pages.
  package let numResults: Int
  /// How many pages there are; none where there is no row.
  package let totalPages: Int
  /// The server's clock when it answered, from the `Date` header.
  package let serverTime: NaiveTime?

  /// A page with its parts.
  package init(rows: [RowFields], numResults: Int, totalPages: Int, serverTime: NaiveTime?) {
    self.rows = rows
    self.numResults = numResults
    self.totalPages = totalPages
    self.serverTime = serverTime
  }
}
