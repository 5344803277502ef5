package import CatalogModel

/// What a row must satisfy in one column.
package struct RowCondition: Sendable, Equatable {
  /// How a column's value is compared; the raw values are what people type.
  package enum Comparison: String, Sendable, CaseIterable {
    /// The same value; null equals null.
    case equal = "="
    /// Another value; null differs from every value.
    case notEqual = "!="
    /// Smaller, in SQLite's order of values; null is in no order.
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    /// Text with `%` and `_` as wildcards, a backslash before one that stands for itself; upper and
    /// lower case of ASCII letters are one.
    case like
    /// Not such text; null is none.
    case notLike = "not like"
    /// One of several values, null among them if it is listed.
    case isIn = "in"
    /// None of several values; null differs from every value.
    case isNotIn = "not in"
    /// No value; the condition's value is ignored.
    case isNull = "is null"
    /// Any value; the condition's value is ignored.
    case isNotNull = "is not null"
  }

  /// The column's name.
  package let column: String
  /// How the value is compared.
  package let comparison: Comparison
  /// What the column's value is compared with, in the API's terms.
  package let value: FieldValue
  /// What it is compared with where there are several.
  package let values: [FieldValue]

  /// A condition on one column; what is compared with matters not to null tests.
  package init(_ column: String, _ comparison: Comparison, _ value: FieldValue = .null) {
    self.column = column
    self.comparison = comparison
    self.value = value
    values = [value]
  }

  /// A condition that one of several values satisfies, or none.
  package init(_ column: String, isAmong values: [FieldValue], negated: Bool = false) {
    self.column = column
    comparison = negated ? .isNotIn : .isIn
    value = .null
    self.values = values
  }
}
