import CatalogModel

extension RowQuery {
  /// Names and values as they go into the query of the URL.
  ///
  /// `q` comes first and is left out where there is nothing to filter or order by. Page and page
  /// size stand outside `q`.
  package var parameters: [(name: String, value: String)] {
    var items: [(name: String, value: String)] = []
    if !filters.isEmpty || !order.isEmpty { items.append(("q", question.description)) }
    items.append(("results_per_page", String(pageSize)))
    items.append(("page", String(page)))
    return items
  }

  /// Bytes that the encoded query takes behind the `?` of the request line.
  package var encodedLength: Int { PercentEncoding.query(parameters).utf8.count }

  private var question: JSONNode {
    var members: [String: JSONNode] = [:]
    if !filters.isEmpty { members["filters"] = .array(filters.map(\.node)) }
    if !order.isEmpty { members["order_by"] = .array(order.map(\.node)) }
    return .object(members)
  }
}

extension RowOrder {
  fileprivate var node: JSONNode {
    var members: [String: JSONNode] = ["field": .text(column)]
    if isDescending { members["direction"] = .text("desc") }
    return .object(members)
  }
}
