import CatalogModel

/// Reads the argument `q` into a search.
struct SearchReader {
  let table: ResourceTable
  let tables: DepotTables
  let now: NaiveTime

  func search(_ text: String?) throws(Refusal) -> Search {
    guard let text else { return Search(order: "t0.\(table.keyName)") }
    guard let node = try? JSONNode(parsing: text) else { throw .undecodable }
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
    search.isSingle = Self.isTrue(members["single"])
    search.limit = try Self.count(members["limit"])
    search.offset = try Self.count(members["offset"])
    search.fault = compiler.fault ?? order.fault
    if try groups(members["group_by"]) == false { search.note(.programmingError) }
    if search.limit < 0 || search.offset < 0 { search.note(.dataError) }
    return search
  }

  /// Whether the grouping, if any, leaves whole rows to be read: only by the primary key.
  private func groups(_ node: JSONNode?) throws(Refusal) -> Bool {
    guard let node else { return true }
    guard case .array(let items) = node else { throw .unbuildable }
    var names: Set<String> = []
    for item in items {
      guard case .object(let members) = item, members.count == 1,
        case .text(let name)? = members["field"], table.resource.column(name) != nil
      else { throw .unbuildable }
      names.insert(name)
    }
    return names.isEmpty || names.contains(table.resource.key.name)
  }

  /// A limit or offset; zero for none.
  private static func count(_ node: JSONNode?) throws(Refusal) -> Int64 {
    switch node {
    case nil, .null, .text(""), .array([]), .object([:]): return 0
    case .integer(let number): return number
    case .boolean(let flag): return flag ? 1 : 0
    case .real(let number):
      guard let whole = Int64(exactly: number.rounded(.towardZero)) else { throw .unbuildable }
      return whole
    case .text(let text):
      guard let number = Int64(text) else { throw .unbuildable }
      return number
    default: throw .unbuildable
    }
  }

  /// Whether Python calls the value true.
  private static func isTrue(_ node: JSONNode?) -> Bool {
    switch node {
    case nil, .null, .boolean(false), .integer(0), .real(0), .text(""), .array([]), .object([:]):
      false
    default: true
    }
  }
}
