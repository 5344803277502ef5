import CatalogModel

/// Reads `order_by`.
struct OrderReader {
  struct Order {
    var sql: String
    var joins = ""
    var fault: Refusal?
  }

  let table: ResourceTable
  let tables: DepotTables

  func order(_ node: JSONNode?) throws(Refusal) -> Order {
    guard let node else { return Order(sql: "t0.\(table.keyName)") }
    let items: [JSONNode]
    switch node {
    case .array(let nodes): items = nodes
    case .text(""), .object([:]): items = []
    default: throw .unbuildable
    }
    guard !items.isEmpty else { return Order(sql: "t0.\(table.keyName)") }
    var order = Order(sql: "")
    var terms: [String] = []
    for (index, item) in items.enumerated() {
      terms.append(try term(item, alias: "o\(index)", in: &order))
    }
    order.sql = terms.joined(separator: ", ")
    return order
  }

  private func term(
    _ node: JSONNode,
    alias: String,
    in order: inout Order
  ) throws(Refusal) -> String {
    guard case .object(let members) = node, case .text(let name)? = members["field"],
      members.keys.allSatisfy({ $0 == "field" || $0 == "direction" })
    else { throw .unbuildable }
    let isDescending: Bool
    switch members["direction"] {
    case nil, .text("asc"): isDescending = false
    case .text("desc"): isDescending = true
    default: throw .unbuildable
    }
    let parts = name.split(separator: "__", omittingEmptySubsequences: false).map(String.init)
    let source = parts.count == 1 ? "t0" : alias
    let owner = parts.count == 1 ? table : try join(parts, alias: alias, in: &order)
    guard parts.count <= 2, let column = owner.resource.column(parts[parts.count - 1]) else {
      throw .unbuildable
    }
    if column.type == .json, order.fault == nil { order.fault = .programmingError }
    let term = "\(source).\(ResourceTable.quoted(column.name))\(isDescending ? " DESC" : "")"
    // PostgreSQL takes null for the greatest value, SQLite for the least.
    return column.isNullable ? term + (isDescending ? " NULLS FIRST" : " NULLS LAST") : term
  }

  private func join(
    _ parts: [String],
    alias: String,
    in order: inout Order
  ) throws(Refusal) -> ResourceTable {
    let link: String
    let other: ResourceTable
    if let list = table.lists[parts[0]], let rows = tables[list.resource] {
      other = rows
      link = "\(alias).\(ResourceTable.quoted(list.via)) = t0.\(table.keyName)"
    } else if let owner = table.owners[parts[0]], let row = tables[owner.resource] {
      other = row
      link = "\(alias).\(row.keyName) = t0.\(ResourceTable.quoted(owner.column.name))"
    } else {
      throw .unbuildable
    }
    order.joins += " JOIN \(other.name) AS \(alias) ON \(link)"
    return other
  }
}
