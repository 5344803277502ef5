package import CatalogModel

/// The version of a row that a change is meant for, by the stamp that the server gives with each change.
package struct RowVersion: Sendable, Equatable {
  /// The column with the stamp.
  package let column: String
  /// The stamp as it was read last; nothing where the row was never changed.
  package let modifiedAt: NaiveTime?

  /// A version by its stamp.
  package init(column: String, modifiedAt: NaiveTime?) {
    self.column = column
    self.modifiedAt = modifiedAt
  }

  /// Finds the row of that key as long as it is of this version.
  func filters(key: RowKey, of resource: Resource) -> [RowFilter] {
    let stamp: RowFilter =
      modifiedAt.map { .compare(column, .equal, .text($0.description)) } ?? .isNull(column)
    return [.compare(resource.key.name, .equal, key.value), stamp]
  }
}
