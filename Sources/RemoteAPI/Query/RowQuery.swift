/// A question for rows of one resource.
///
/// The server may cut the page size; see how many rows came. Order by the key last, or equal values
/// move between pages.
package struct RowQuery: Sendable, Equatable {
  /// The longest request line that is sent, in bytes; a default gunicorn refuses more than 4,094.
  package static let maximumRequestLine = 4_000

  /// What rows must satisfy, all of it.
  package var filters: [RowFilter]
  /// Columns to order by, first first; by the key where there is none.
  package var order: [RowOrder]
  /// How many rows to ask for, from 1.
  package var pageSize: Int
  /// Which page, from 1; a page beyond the end answers the count and no row.
  package var page: Int
  /// Seconds the exchange may take; the settings' own where there is none.
  package var deadline: Double?

  /// A query for a page.
  package init(
    filters: [RowFilter] = [],
    order: [RowOrder] = [],
    pageSize: Int,
    page: Int = 1,
    deadline: Double? = nil
  ) {
    self.filters = filters
    self.order = order
    self.pageSize = pageSize
    self.page = page
    self.deadline = deadline
  }
}
