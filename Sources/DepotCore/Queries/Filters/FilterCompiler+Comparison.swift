import CatalogModel
import GRDB

extension FilterCompiler {
  /// A column beside a value.
  mutating func comparison(
    _ operation: FilterOperator,
    _ column: ResourceColumn,
    _ operand: FilterTest.Operand,
    alias: String
  ) throws(Refusal) -> SQLFragment {
    let name = "\(alias).\(ResourceTable.quoted(column.name))"
    if case .membership(let negated) = operation {
      return try membership(of: name, column, in: operand, negated: negated)
    }
    if case .json(.boolean) = operand, operation != .comparison("="), operation != .comparison("<>")
    {
      // SQLAlchemy orders no truth values.
      throw .unbuildable
    }
    let typing = ComparisonTyping(type: column.type, now: now)
    if case .like(let ignoringCase) = operation {
      guard column.type == .text, case .json(.text) = operand else {
        return refused(.programmingError)
      }
      return pattern(name, ignoringCase: ignoringCase) { try typing.value(operand) }
    }
    guard case .comparison(let sign) = operation else { throw .unbuildable }
    return bound("\(name) \(sign) ?") { [try typing.value(operand)] }
  }

  /// A column beside another column of the same row.
  mutating func comparison(
    _ operation: FilterOperator,
    _ column: ResourceColumn,
    _ other: ResourceColumn,
    alias: String
  ) throws(Refusal) -> SQLFragment {
    let names = [column, other].map { "\(alias).\(ResourceTable.quoted($0.name))" }
    switch operation {
    case .comparison(let sign):
      let typing = ComparisonTyping(type: column.type, now: now)
      guard typing.compares(with: other.type) else { return refused(.programmingError) }
      let sides =
        column.type == other.type
        ? names
        : zip(names, [column, other]).map { name, side in
          // A day beside a time means its midnight.
          side.type == .date ? "(\(name) || 'T00:00:00')" : name
        }
      return SQLFragment(sql: "\(sides[0]) \(sign) \(sides[1])")
    case .like(let ignoringCase):
      guard column.type == .text, other.type == .text else { return refused(.programmingError) }
      let sides = ignoringCase ? names.map { "swiftLowercaseString(\($0))" } : names
      return SQLFragment(sql: "\(sides[0]) LIKE \(sides[1]) ESCAPE '\\'")
    default: throw .unbuildable
    }
  }

  private mutating func membership(
    of name: String,
    _ column: ResourceColumn,
    in operand: FilterTest.Operand,
    negated: Bool
  ) throws(Refusal) -> SQLFragment {
    guard case .json(let node) = operand else { throw .unbuildable }
    let items: [JSONNode]
    switch node {
    case .array(let nodes): items = nodes
    // Python walks over the characters of a text and the names of an object.
    case .text(let text): items = text.map { .text(String($0)) }
    case .object(let members): items = members.keys.sorted().map(JSONNode.text)
    default: throw .unbuildable
    }
    guard !items.isEmpty else { return SQLFragment(sql: negated ? "1" : "0") }
    let marks = repeatElement("?", count: items.count).joined(separator: ",")
    let typing = ComparisonTyping(type: column.type, now: now)
    return bound("\(name) \(negated ? "NOT IN" : "IN") (\(marks))") {
      try items.map { try typing.member($0) }
    }
  }

  private mutating func pattern(
    _ name: String,
    ignoringCase: Bool,
    value: () throws -> DatabaseValue
  ) -> SQLFragment {
    let sql =
      ignoringCase ? "swiftLowercaseString(\(name)) LIKE swiftLowercaseString(?)" : "\(name) LIKE ?"
    return bound("\(sql) ESCAPE '\\'") { [try value()] }
  }

  private mutating func bound(
    _ sql: String,
    values: () throws -> [DatabaseValue]
  ) -> SQLFragment {
    do {
      return SQLFragment(sql: sql, arguments: try values())
    } catch let refusal as Refusal {
      return refused(refusal)
    } catch {
      return refused(.crash)
    }
  }

  /// A condition that will never run, because the fault is answered instead.
  private mutating func refused(_ refusal: Refusal) -> SQLFragment {
    note(refusal)
    return SQLFragment(sql: "0")
  }
}
