import CatalogModel
import ReplicaStore

/// `sql`: a question to the replica in SQL; it only reads.
enum SQLVerb {
  static let verb = Verb(
    "sql",
    operands: [Operand(kind: .rest, arity: .many, placeholder: "QUERY")],
    options: [.value("limit", "N", .limitOption)],
    help: .sql
  ) { invocation, session in
    let query = invocation.operands.joined(separator: " ")
    let limit = try invocation.number("limit")
    let result = try session.replica().read { try $0.sql(query, limit: limit) }
    let columns = result.columns.map { TextTable.Column(Sentence(verbatim: $0)) }
    let rows = result.rows.map { $0.map { TextTable.Cell($0.description) } }
    return Answer(
      [
        "columns": .array(result.columns.map(JSONNode.text)),
        "rows": .array(result.rows.map { .array($0.map(JSONNode.init)) }),
      ],
      [.table(TextTable(columns: columns, rows: rows, overflow: .cut))]
    )
  }
}
