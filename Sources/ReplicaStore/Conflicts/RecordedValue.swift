package import CatalogModel

/// One column of a change that the program records for a person.
package struct RecordedValue: Sendable, Equatable {
  /// The column's name.
  package let column: String
  /// What the column held before.
  package let old: FieldValue
  /// What was chosen.
  package let new: FieldValue

  /// One column of a recorded change.
  package init(column: String, old: FieldValue, new: FieldValue) {
    self.column = column
    self.old = old
    self.new = new
  }
}
