import CatalogModel
import GRDB

/// Makes SQL of filters.
///
/// What makes no query is thrown; what only the database would refuse is kept in ``fault``, because
/// the real server looks at all filters before it runs any.
struct FilterCompiler {
  let tables: DepotTables
  let now: NaiveTime
  /// The first complaint the database would have.
  private(set) var fault: Refusal?
  private var aliases = 0

  init(tables: DepotTables, now: NaiveTime) {
    self.tables = tables
    self.now = now
  }

  /// The condition; nothing where a junction is empty, which the library leaves out.
  mutating func condition(
    _ node: FilterNode,
    on table: ResourceTable,
    alias: String
  ) throws(Refusal) -> SQLFragment? {
    switch node {
    case .test(let test): return try condition(test, on: table, alias: alias)
    case .junction(let isAny, let children):
      var fragments: [SQLFragment] = []
      for child in children {
        if let fragment = try condition(child, on: table, alias: alias) {
          fragments.append(fragment)
        }
      }
      return .joined(fragments, by: isAny ? "OR" : "AND")
    }
  }

  mutating func note(_ refusal: Refusal) {
    if fault == nil { fault = refusal }
  }

  private mutating func condition(
    _ test: FilterTest,
    on table: ResourceTable,
    alias: String
  ) throws(Refusal) -> SQLFragment {
    let parts = test.name.split(separator: "__", omittingEmptySubsequences: false).map(String.init)
    guard parts.count <= 2 else { throw .unbuildable }
    if case .null(let negated) = test.operation {
      return try nullity(of: parts[0], on: table, alias: alias, negated: negated)
    }
    if test.operation == .has || test.operation == .any {
      return try relation(test, parts: parts, on: table, alias: alias)
    }
    // The library looks at the relation's name alone, which suits no comparison.
    guard let column = table.resource.column(parts[0]) else { throw .unbuildable }
    if let otherName = test.otherName {
      guard let other = table.resource.column(otherName) else { throw .unbuildable }
      return try comparison(test.operation, column, other, alias: alias)
    }
    guard let operand = test.operand else { throw .unbuildable }
    return try comparison(test.operation, column, operand, alias: alias)
  }

  private mutating func nullity(
    of name: String,
    on table: ResourceTable,
    alias: String,
    negated: Bool
  ) throws(Refusal) -> SQLFragment {
    if table.resource.column(name) != nil {
      let word = negated ? "IS NOT NULL" : "IS NULL"
      return SQLFragment(sql: "\(alias).\(ResourceTable.quoted(name)) \(word)")
    }
    let exists = try related(name, isList: nil, on: table, alias: alias) { _, _, _ in nil }
    return negated ? exists : SQLFragment(sql: "NOT \(exists.sql)", arguments: exists.arguments)
  }

  private mutating func relation(
    _ test: FilterTest,
    parts: [String],
    on table: ResourceTable,
    alias: String
  ) throws(Refusal) -> SQLFragment {
    guard let operand = test.operand, test.otherName == nil else { throw .unbuildable }
    let inner: FilterTest
    if case .json(let node) = operand, case .object(let members) = node {
      guard case .text(let name)? = members["name"], case .text(let word)? = members["op"],
        !name.contains("__"), let operation = FilterOperator(name: word)
      else { throw .unbuildable }
      let value = FilterReader.plainOperand(members["val"])
      inner = FilterTest(name: name, operation: operation, operand: value, otherName: nil)
    } else {
      inner = FilterTest(
        name: parts[parts.count - 1],
        operation: .comparison("="),
        operand: operand,
        otherName: nil
      )
    }
    return try related(parts[0], isList: test.operation == .any, on: table, alias: alias) {
      compiler,
      other,
      alias throws(Refusal) in
      try compiler.condition(inner, on: other, alias: alias)
    }
  }

  private mutating func related(
    _ name: String,
    isList: Bool?,
    on table: ResourceTable,
    alias: String,
    condition: (inout FilterCompiler, ResourceTable, String) throws(Refusal) -> SQLFragment?
  ) throws(Refusal) -> SQLFragment {
    aliases += 1
    let inner = "r\(aliases)"
    let other: ResourceTable
    let link: String
    if let list = table.lists[name], isList != false, let rows = tables[list.resource] {
      other = rows
      link = "\(inner).\(ResourceTable.quoted(list.via)) = \(alias).\(table.keyName)"
    } else if let owner = table.owners[name], isList != true, let row = tables[owner.resource] {
      other = row
      link = "\(inner).\(row.keyName) = \(alias).\(ResourceTable.quoted(owner.column.name))"
    } else {
      throw .unbuildable
    }
    let test = try condition(&self, other, inner)
    let conditions = [link, test?.sql].compactMap(\.self).joined(separator: " AND ")
    return SQLFragment(
      sql: "EXISTS (SELECT 1 FROM \(other.name) AS \(inner) WHERE \(conditions))",
      arguments: test?.arguments ?? []
    )
  }
}
