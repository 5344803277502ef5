/// A column to order rows by.
package struct RowOrder: Sendable, Equatable {
  /// The column.
  package let column: String
  /// Whether the greatest come first.
  package let isDescending: Bool

  /// An order by one column, ascending unless told otherwise.
  package init(_ column: String, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }
}
