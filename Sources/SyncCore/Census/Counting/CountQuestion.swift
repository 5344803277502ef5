import CatalogModel
import RemoteAPI
import ReplicaStore

/// Asks the server how many rows a range of keys has.
struct CountQuestion: Sendable {
  /// Whose rows are counted, those in its scope.
  let table: ResourceTable
  /// Which of them; nothing for all.
  let range: KeyRange?

  var resource: Resource { table.resource }

  /// The question: a page beyond the end, for which the server counts and sends no row.
  var query: RowQuery {
    let key = resource.key.name
    var filters = table.scopeFilters
    if let after = range?.after { filters.append(.compare(key, .greater, after.value)) }
    if let last = range?.through { filters.append(.compare(key, .lessOrEqual, last.value)) }
    return RowQuery(filters: filters, pageSize: 1, page: 1_000_000_000)
  }
}
