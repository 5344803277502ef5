package import CatalogModel

/// What became of a page of the server.
package struct IngestedPage: Sendable, Equatable {
  /// How many objects the page held.
  package internal(set) var rows = 0
  /// How many of them changed the replica.
  package internal(set) var changed = 0
  /// The key of the first row that has a readable one.
  package internal(set) var firstKey: RowKey?
  /// The key of the last row that has a readable one.
  package internal(set) var lastKey: RowKey?
  /// How many rows the server says the query has.
  package internal(set) var numResults = 0
  /// The number of this page.
  package internal(set) var page = 0
  /// How many pages the server says the query has.
  package internal(set) var totalPages = 0
  /// Rows with open changes, an open conflict or a base: not written, for the merge to decide.
  package internal(set) var withheld: [RowFields] = []
  /// Rows that cannot be stored, which `sync_set_aside` keeps.
  package internal(set) var setAside: [SetAsideRow] = []
  /// The newest time that the server stamped on a row, not counting those after the time it can be.
  package internal(set) var newestStamp: NaiveTime?
  /// The key of the first row with that stamp.
  package internal(set) var newestKey: RowKey?
  /// Every readable key in the order of the page, where they were asked for.
  package internal(set) var keys: [RowKey] = []
  /// Rows that were made at another time than the row held here under their key, so other rows.
  package internal(set) var reborn: [RowKey] = []
  /// What the rows showed of their columns; nothing before a row came.
  package internal(set) var sightings: ColumnSightings?
  /// Whether every readable key is greater than the one before it, and than the bound asked for.
  package internal(set) var isAscending = true
  /// Whether every readable key is less than the one before it.
  package internal(set) var isDescending = true

  /// Whether the query has more rows than came, by either of the server's counts: they may contradict
  /// each other, and stopping too early loses rows.
  package var hasMore: Bool { numResults > rows || totalPages > 1 }

  /// A page of which nothing was taken.
  package init() {}
}
