package import CatalogModel

/// What rows must satisfy to be in an answer.
package indirect enum RowFilter: Sendable, Equatable {
  /// A column against a value; times as naive UTC text, never null.
  case compare(String, Comparison, FieldValue)
  /// A column's value among those listed; not for times, which the server fails on.
  case isIn(String, [FieldValue])
  /// A column is null.
  case isNull(String)
  /// A column is not null.
  case isNotNull(String)
  /// At least one of these; never empty, because the server takes that for everything.
  case any([RowFilter])
  /// Each of these.
  case all([RowFilter])
}
