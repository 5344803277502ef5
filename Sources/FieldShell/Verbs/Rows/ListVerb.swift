import CatalogModel
import ReplicaStore

/// `list`: rows of a resource that satisfy conditions.
enum ListVerb {
  // A screen is read by a person; a pipe takes everything.
  private static let rowsOnTerminal = 50

  static let verb = Verb(
    "list",
    operands: [
      .resource, Operand(kind: .condition, arity: .many, placeholder: "COLUMN OP VALUE"),
    ],
    options: [.value("order", "COL,-COL", .orderOption), .value("limit", "N", .limitOption)],
    help: .list
  ) { invocation, session in
    let replica = try session.replica()
    let table = try RowFinder.table(invocation.operand(0), in: replica.layout)
    let isTerminal = session.output.style.width != nil && !session.usesJSON
    let asked = try invocation.number("limit")
    let order = try (invocation.names("order") ?? []).map { try term($0, in: table) }
    let limit = asked ?? (isTerminal ? rowsOnTerminal : nil)
    return try replica.read { reader in
      let conditions = try ConditionReader(
        table: table,
        reader: reader,
        zone: session.context.zone
      ).conditions(Array(invocation.operands.dropFirst()))
      let list = RowList(
        shown: try session.shownValues(),
        table: table,
        rows: try reader.rows(in: table, where: conditions, order: order, limit: limit),
        marks: isTerminal ? try RowList.marks(in: table, reader) : [:],
        asked: conditions.map(\.column) + order.map(\.column)
      )
      let table = list.table(isTerminal: isTerminal)
      var answer = Answer(
        ["rows": list.json],
        [.table(table)] + list.zoneNote(session.output.style)
      )
      if isTerminal, list.rows.isEmpty { answer.blocks = [.sentence(.noRows(list.table.name))] }
      if isTerminal, asked == nil, list.rows.count == rowsOnTerminal {
        let all = try reader.count(in: list.table, where: conditions)
        if all > rowsOnTerminal { answer.warnings = [.firstRows(rowsOnTerminal, of: all)] }
      }
      return answer
    }
  }

  // A minus before the name puts the greatest first.
  private static func term(_ word: String, in table: ResourceTable) throws(ShellError) -> RowOrder {
    let isDescending = word.hasPrefix("-")
    let column = try RowFinder.column(String(word.dropFirst(isDescending ? 1 : 0)), in: table)
    return RowOrder(column.name, isDescending: isDescending)
  }
}
