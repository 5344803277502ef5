import CatalogModel
import ReplicaStore

/// A change that has left the queue, with its receipt where it has one.
enum ChangePage {
  static func page(
    _ change: RecordedChange,
    receipt: Receipt?,
    _ shown: ShownValues
  ) -> Answer {
    let text = { (value: FieldValue, column: String) in
      shown.text(value, of: column, in: change.row.resource)
    }
    let rows = change.values.map { value in
      [
        TextTable.Cell("  \(value.column)"),
        TextTable.Cell(text(value.old, value.column), .dim),
        TextTable.Cell(text(value.new, value.column)),
      ]
    }
    let columns = [
      TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.beforeTitle),
      TextTable.Column(.yoursTitle),
    ]
    let who = [change.user, change.time.map(shown.momentWithZone)].compactMap(\.self)
    let blocks: [Block] = [
      .sentence(.changeHeading(change), .strong),
      .sentence(Sentence(verbatim: who.joined(separator: ", "))),
      .sentence(.changeOutcome(change.outcome), change.outcome == .delivered ? .good : .dim),
      .table(TextTable(columns: columns, rows: rows)),
    ]
    return Answer(
      members(change, receipt: receipt),
      blocks + (receipt.map { [.gap] + ReceiptPage.blocks($0, shown) } ?? [])
    )
  }

  private static func members(
    _ change: RecordedChange,
    receipt: Receipt?
  ) -> [String: JSONNode] {
    [
      "number": .integer(change.number),
      "changes": .array([.integer(change.number)]),
      "resource": .text(change.row.resource),
      "key": change.row.key.json,
      "kind": .text(change.kind.rawValue),
      "state": .text(change.outcome?.rawValue ?? "waiting"),
      "user": change.user.map(JSONNode.text) ?? .null,
      "since": change.time.map { .text($0.description) } ?? .null,
      "columns": .array(
        change.values.map {
          .object([
            "column": .text($0.column), "old": JSONNode($0.old), "new": JSONNode($0.new),
          ])
        }
      ),
      "receipt": receipt.map(ReceiptPage.json) ?? .null,
    ]
  }
}
