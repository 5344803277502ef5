/// How a filter compares a column with a value; no comparison matches null.
package enum Comparison: String, Sendable, CaseIterable {
  case equal = "eq"
  case notEqual = "neq"
  case less = "lt"
  case lessOrEqual = "le"
  case greater = "gt"
  case greaterOrEqual = "ge"
  /// SQL's LIKE; it tells capitals from small letters on PostgreSQL.
  case like
}
