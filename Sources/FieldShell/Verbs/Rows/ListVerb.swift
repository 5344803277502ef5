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
    options: [.value("limit", "N", .limitOption)],
    help: .list
  ) { invocation, session in
    let replica = try session.replica()
    let table = try RowFinder.table(invocation.operand(0), in: replica.layout)
    let isTerminal = session.output.style.width != nil && !session.usesJSON
    let asked = try invocation.number("limit")
    let limit = asked ?? (isTerminal ? rowsOnTerminal : nil)
    return try replica.read { reader in
      let conditions = try ConditionReader(table: table, reader: reader)
        .conditions(Array(invocation.operands.dropFirst()))
      let list = RowList(
        table: table,
        rows: try reader.rows(in: table, where: conditions, limit: limit),
        marks: isTerminal ? try RowList.marks(in: table, reader) : [:],
        asked: conditions.map(\.column)
      )
      var answer = Answer(["rows": list.json], [.table(list.table(isTerminal: isTerminal))])
      if isTerminal, list.rows.isEmpty { answer.blocks = [.sentence(.noRows(table.name))] }
      if isTerminal, asked == nil, list.rows.count == rowsOnTerminal {
        let all = try reader.count(in: table, where: conditions)
        if all > rowsOnTerminal { answer.warnings = [.firstRows(rowsOnTerminal, of: all)] }
      }
      return answer
    }
  }
}
