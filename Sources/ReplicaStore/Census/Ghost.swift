package import CatalogModel

/// A row that the replica has, or had, and the server has not.
package struct Ghost: Sendable, Equatable {
  /// Which row it is.
  package let row: RowReference
  /// When it was found gone, by the server's clock.
  package let seenAt: NaiveTime?
  /// Whether it is shown no more.
  package let isHidden: Bool

  /// A row that was found gone.
  package init(row: RowReference, seenAt: NaiveTime?, isHidden: Bool) {
    self.row = row
    self.seenAt = seenAt
    self.isHidden = isHidden
  }
}
