/// A reference of a row to another that the server does not have yet.
struct UnsentLink {
  /// The row it leads to.
  let row: RowReference
  /// Whether the column may be empty.
  let isNullable: Bool
}
