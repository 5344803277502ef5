import CatalogModel
package import RemoteAPI
package import ReplicaStore

extension RowScope {
  /// The scope as the server understands it, for every question about rows that are held.
  package var filters: [RowFilter] {
    values.sorted { $0.key < $1.key }.map { column, values in
      let named = values.filter { !$0.isNull }
      let some: RowFilter? =
        switch named.count {
        case 0: nil
        case 1: .compare(column, .equal, named[0])
        default: .isIn(column, named)
        }
      guard named.count < values.count else { return some ?? .isNull(column) }
      return some.map { .any([$0, .isNull(column)]) } ?? .isNull(column)
    }
  }
}

extension ResourceTable {
  /// What every question for rows that are held is narrowed by.
  var scopeFilters: [RowFilter] { scope?.filters ?? [] }
}
