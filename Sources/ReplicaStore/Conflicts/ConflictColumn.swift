package import CatalogModel

/// One column of a conflict: before, ours and the server's.
package struct ConflictColumn: Sendable, Equatable {
  /// The column's name.
  package let column: String
  /// The last value both sides had in common.
  package let base: FieldValue
  /// The technician's value.
  package let mine: FieldValue
  /// The server's value.
  package let theirs: FieldValue

  /// One column with its three versions.
  package init(column: String, base: FieldValue, mine: FieldValue, theirs: FieldValue) {
    self.column = column
    self.base = base
    self.mine = mine
    self.theirs = theirs
  }
}
