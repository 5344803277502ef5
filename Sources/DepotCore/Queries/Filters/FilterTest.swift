import CatalogModel

/// One test of a filter.
struct FilterTest {
  /// What a column is compared with.
  enum Operand {
    case json(JSONNode)
    /// A date of a top-level filter, which the library has read.
    case time(NaiveTime)
    case day(String)
    /// A whole number for an interval column at top level.
    case seconds(Double)
  }

  let name: String
  let operation: FilterOperator
  /// Nothing for a null or an absent value.
  let operand: Operand?
  /// The other column of a comparison between columns.
  let otherName: String?
}
