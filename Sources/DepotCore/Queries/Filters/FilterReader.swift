import CatalogModel

/// Reads the filters of `q` in the two steps of the real library: first the dates of top-level
/// filters, where an unknown column is an exception, then the rest, where it is a refusal.
struct FilterReader {
  let table: ResourceTable
  let tables: DepotTables
  let now: NaiveTime

  func filters(_ node: JSONNode?) throws(Refusal) -> [FilterNode] {
    let items: [JSONNode]
    switch node {
    case nil: return []
    case .array(let nodes): items = nodes
    // The library walks over whatever can be walked over; members and characters are no filters.
    case .object(let members): items = members.keys.map(JSONNode.text)
    case .text(let text): items = text.map { .text(String($0)) }
    default: throw .crash
    }
    var operands: [FilterTest.Operand?] = []
    for item in items { operands.append(try topLevelOperand(item)) }
    var filters: [FilterNode] = []
    for (item, operand) in zip(items, operands) { filters.append(try filter(item, operand)) }
    return filters
  }

  private func filter(
    _ node: JSONNode,
    _ operand: FilterTest.Operand?
  ) throws(Refusal) -> FilterNode {
    guard case .object(let members) = node else { throw .unbuildable }
    for (word, isAny) in [("or", true), ("and", false)] {
      guard let nested = members[word] else { continue }
      var children: [FilterNode] = []
      for item in try Self.items(nested) {
        children.append(try filter(item, Self.plainOperand(item["val"])))
      }
      return .junction(isAny: isAny, children)
    }
    guard case .text(let name)? = members["name"], case .text(let word)? = members["op"],
      let operation = FilterOperator(name: word)
    else { throw .unbuildable }
    return .test(
      FilterTest(
        name: name,
        operation: operation,
        operand: operand,
        otherName: try Self.otherName(members["field"])
      )
    )
  }

  private static func items(_ node: JSONNode) throws(Refusal) -> [JSONNode] {
    switch node {
    case .array(let items): return items
    // Python walks over these too, and finds nothing in them to stumble over.
    case .text(""), .object([:]): return []
    default: throw .unbuildable
    }
  }

  /// The operand of the filter inside `has` or `any`, and of one nested in `or` or `and`.
  static func plainOperand(_ node: JSONNode?) -> FilterTest.Operand? {
    guard let node, node != .null else { return nil }
    return .json(node)
  }

  private static func otherName(_ node: JSONNode?) throws(Refusal) -> String? {
    switch node {
    case nil, .null, .text(""): return nil
    case .text(let name): return name
    default: throw .unbuildable
    }
  }

  private func topLevelOperand(_ node: JSONNode) throws(Refusal) -> FilterTest.Operand? {
    let members: [String: JSONNode]
    switch node {
    case .object(let pairs): members = pairs
    // The library looks for two words in whatever a filter is, and then takes it for an object.
    case .text(let text) where text.contains("name") && text.contains("val"): throw .crash
    case .array(let items) where items.contains(.text("name")) && items.contains(.text("val")):
      throw .crash
    case .text, .array: return nil
    default: throw .crash
    }
    guard let value = members["val"], let name = members["name"] else {
      return Self.plainOperand(members["val"])
    }
    guard case .text(let text) = name else { throw .crash }
    guard let column = try column(named: text) else { return Self.plainOperand(value) }
    switch (column.type, value) {
    case (.interval, .integer(let seconds)): return .seconds(Double(seconds))
    case (.interval, .boolean(let flag)): return .seconds(flag ? 1 : 0)
    case (.date, _), (.datetime, _): return try date(value, isDay: column.type == .date)
    default: return Self.plainOperand(value)
    }
  }

  /// The column that a top-level name leads to; nothing where it leads to a relation.
  private func column(named name: String) throws(Refusal) -> ResourceColumn? {
    let parts = name.split(separator: "__", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2 else { throw .crash }
    var owner = table
    if parts.count == 2 {
      let related = table.lists[parts[0]]?.resource ?? table.owners[parts[0]]?.resource
      guard let related, let other = tables[related] else { throw .crash }
      owner = other
    }
    let field = parts[parts.count - 1]
    if let column = owner.resource.column(field) { return column }
    guard owner.lists[field] != nil || owner.owners[field] != nil else { throw .crash }
    return nil
  }

  private func date(_ value: JSONNode, isDay: Bool) throws(Refusal) -> FilterTest.Operand? {
    switch value {
    case .null: return nil
    case .text(let text) where text.allSatisfy(\.isWhitespace): return nil
    case .text("CURRENT_TIMESTAMP"), .text("CURRENT_DATE"), .text("LOCALTIMESTAMP"):
      return isDay ? .day(String(now.description.prefix(10))) : .time(now)
    case .text(let text):
      guard let date = DateReader.read(text, now: now) else { throw .unbuildable }
      guard date.hasPossibleZone else { throw .crash }
      return isDay ? .day(date.day) : .time(date.utc)
    default: throw .crash
    }
  }
}
