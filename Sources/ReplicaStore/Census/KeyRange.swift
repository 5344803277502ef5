package import CatalogModel

/// Keys of one resource above one key, up to and including another; halves leave no gap.
package struct KeyRange: Sendable, Hashable {
  /// The key below the range; nothing where the range begins at the very first key.
  package let after: RowKey?
  /// The last key of the range.
  package let through: RowKey

  /// The keys above one and up to another.
  package init(after: RowKey?, through: RowKey) {
    self.after = after
    self.through = through
  }
}
