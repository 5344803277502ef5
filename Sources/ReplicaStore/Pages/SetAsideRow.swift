package import CatalogModel

/// A row of the server that cannot be stored; it is kept raw and reported.
package struct SetAsideRow: Sendable, Equatable {
  /// The row's key, where it can be read.
  package let key: RowKey?
  /// The row's JSON as it came, without sensitive columns and nested relations.
  package let raw: String
  /// What is wrong with it.
  package let reason: String
}
