/// Why a value cannot go into a column.
package enum ValueFault: Error, Sendable, Equatable {
  /// The value is not of the column's type.
  case wrongType(ColumnType)
  /// The value is not among the column's options.
  case notAnOption([String])
  /// The number is not between the least and the greatest that are allowed.
  case outOfRange(ClosedRange<Int>)
  /// The text is longer than so many characters.
  case tooLong(maximum: Int)
  /// The column takes no null.
  case nullNotAllowed
  /// The column's wire form cannot carry the value exactly, such as a NUL or an infinity.
  case notExact
}
