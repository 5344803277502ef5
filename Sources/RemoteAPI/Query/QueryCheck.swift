import CatalogModel

/// Keeps queries from being sent that the server answers with a fault or with everything.
struct QueryCheck {
  let resource: Resource

  /// Checks a whole query.
  ///
  /// - Throws: ``RemoteError`` of code `refusedByClient` naming the column.
  func check(_ query: RowQuery) throws(RemoteError) {
    guard query.page >= 1, query.pageSize >= 1 else {
      throw refusal(resource.name, "pages and page sizes begin at 1")
    }
    guard resource.lists == .pages || query.filters.isEmpty else {
      throw refusal(resource.name, "its list comes whole; nothing can be asked for apart")
    }
    for filter in query.filters { try check(filter) }
    for order in query.order { _ = try column(order.column) }
  }

  private func check(_ filter: RowFilter) throws(RemoteError) {
    switch filter {
    case .compare(let name, _, let value): try check(value, in: try column(name))
    case .isIn(let name, let values):
      let column = try column(name)
      guard column.type != .datetime, column.type != .date else {
        throw refusal(name, "the server fails on lists of times")
      }
      for value in values { try check(value, in: column) }
    case .isNull(let name), .isNotNull(let name): _ = try column(name)
    case .any(let filters):
      guard !filters.isEmpty else {
        throw refusal(resource.name, "the server takes an empty \"or\" for everything")
      }
      for filter in filters { try check(filter) }
    case .all(let filters): for filter in filters { try check(filter) }
    }
  }

  private func check(_ value: FieldValue, in column: ResourceColumn) throws(RemoteError) {
    switch value {
    case .null: throw refusal(column.name, "nothing compares with null")
    case .blob, .json: throw refusal(column.name, "only plain values can be compared")
    case .real(let number) where !number.isFinite:
      throw refusal(column.name, "only finite numbers can be compared")
    default: break
    }
    guard column.link != nil || column.role == .key, RowKey(value)?.isProvisional ?? false else {
      return
    }
    throw refusal(column.name, "a provisional key means nothing to the server")
  }

  private func column(_ name: String) throws(RemoteError) -> ResourceColumn {
    guard let column = resource.column(name) else {
      throw refusal(name, "the catalog has no such column")
    }
    return column
  }

  private func refusal(_ name: String, _ cause: String) -> RemoteError {
    let subject = name == resource.name ? name : "\(resource.name).\(name)"
    return RemoteError(code: .refusedByClient, subject: subject, cause: cause)
  }
}
