import CatalogModel

/// Reads the argument `q` into a search.
struct SearchReader {
  let table: ResourceTable
  let tables: DepotTables
  let now: NaiveTime

  func search(_ text: String?) throws(Refusal) -> Search {
    guard let text else { return Search(order: "t0.\(table.keyName)") }
    return try search(try PythonJSON.node(text))
  }

  func search(_ node: JSONNode) throws(Refusal) -> Search {
    guard case .object(let members) = node else { throw .crash }
    let reader = FilterReader(table: table, tables: tables, now: now)
    let filters = try reader.filters(members["filters"])
    var compiler = FilterCompiler(tables: tables, now: now)
    var conditions: [SQLFragment] = []
    for filter in filters {
      if let fragment = try compiler.condition(filter, on: table, alias: "t0") {
        conditions.append(fragment)
      }
    }
    let order = try OrderReader(table: table, tables: tables).order(members["order_by"])
    var search = Search(order: order.sql)
    search.joins = order.joins
    search.condition = .joined(conditions, by: "AND")
    search.isSingle = members["single"]?.isTrue ?? false
    search.fault = compiler.fault ?? order.fault
    for (part, node) in [(\Search.limit, members["limit"]), (\Search.offset, members["offset"])] {
      // What is no number is seen when the query is written, before the database is asked.
      guard let number = Self.count(node) else {
        search.fault = .crash
        continue
      }
      search[keyPath: part] = number
    }
    let grouping = try grouping(members["group_by"])
    search.isGrouped = !grouping.isEmpty
    if search.isGrouped, !grouping.contains(table.resource.key.name) {
      search.note(.programmingError)
    }
    if search.limit < 0 || search.offset < 0 { search.note(.dataError) }
    return search
  }

  /// The columns to group by; whole rows can be read only where the primary key is among them.
  private func grouping(_ node: JSONNode?) throws(Refusal) -> Set<String> {
    guard let node else { return [] }
    guard case .array(let items) = node else { throw .unbuildable }
    var names: Set<String> = []
    for item in items {
      guard case .object(let members) = item, members.count == 1,
        case .text(let name)? = members["field"], table.resource.column(name) != nil
      else { throw .unbuildable }
      names.insert(name)
    }
    return names
  }

  /// A limit or offset; zero for none, nothing where it is no number.
  private static func count(_ node: JSONNode?) -> Int64? {
    switch node {
    case nil, .null, .text(""), .array([]), .object([:]): 0
    case .integer(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .real(let number): Int64(exactly: number.rounded(.towardZero))
    case .text(let text): Int64(text)
    default: nil
    }
  }
}
