/// One column by which rows are ordered.
package struct RowOrder: Sendable, Equatable {
  /// The column's name.
  package let column: String
  /// Whether the greatest value comes first.
  package let isDescending: Bool

  /// An order by one column, the smallest value first unless asked otherwise.
  package init(_ column: String, isDescending: Bool = false) {
    self.column = column
    self.isDescending = isDescending
  }
}
