import CatalogModel
import ReplicaStore

/// `log`: what happened, newest last.
enum LogVerb {
  private static let entriesShown = 50

  static let verb = Verb(
    "log",
    options: [.value("limit", "N", .limitOption)],
    help: .log
  ) { invocation, session in
    let limit = try invocation.number("limit") ?? entriesShown
    let entries = try session.replica().read { reader in
      try reader.journal(limit: limit).reversed().map { ($0, try receipt(of: $0, reader)) }
    }
    guard !entries.isEmpty else { return Answer(["log": .array([])], [.sentence(.logEmpty)]) }
    let shown = try session.shownValues()
    let rows = entries.map { entry, receipt in
      [
        TextTable.Cell(String(entry.number)),
        TextTable.Cell(entry.time.map(shown.moment) ?? ""),
        TextTable.Cell(
          JournalEvent(rawValue: entry.event).map(Sentence.event)
            ?? Sentence(verbatim: entry.event)
        ),
        TextTable.Cell(entry.row?.description ?? ""),
        TextTable.Cell(entry.user ?? ""),
        TextTable.Cell(receipt.map { detail($0, shown) } ?? entry.detail.map(detail) ?? ""),
      ]
    }
    let columns = [
      TextTable.Column(.numberTitle, isWhole: true, isNumber: true),
      TextTable.Column(.timeTitle(shown.zoneName), isWhole: true), TextTable.Column(.eventTitle),
      TextTable.Column(.rowTitle), TextTable.Column(.userTitle), TextTable.Column(.detailTitle),
    ]
    return Answer(
      ["log": .array(entries.map(json))],
      [.table(TextTable(columns: columns, rows: rows, overflow: .cut))]
    )
  }

  // Only these two events are receipts; later ones of the operation tell of other things.
  private static func receipt(of entry: JournalEntry, _ reader: ReplicaReader) throws -> Receipt? {
    guard let operation = entry.operation,
      [JournalEvent.delivered, .adopted].contains(where: { $0.rawValue == entry.event })
    else { return nil }
    return try reader.receipt(ofOperation: operation)
  }

  private static func detail(_ receipt: Receipt, _ shown: ShownValues) -> String {
    let values = receipt.values.map { value in
      "\(value.column)=\(shown.text(value.confirmed, of: value.column, in: receipt.row.resource))"
    }
    return ([ReceiptPage.line(receipt, shown)] + values).joined(separator: ", ")
  }

  private static func detail(_ node: JSONNode) -> String {
    guard case .object(let members) = node else { return node.description }
    return members.sorted { $0.key < $1.key }
      .map { "\($0.key)=\(word($0.value.fieldValue))" }
      .joined(separator: ", ")
  }

  private static func word(_ value: FieldValue) -> String {
    value.isNull ? "null" : RowKey(value)?.description ?? value.description
  }

  private static func json(_ entry: JournalEntry, _ receipt: Receipt?) -> JSONNode {
    .object([
      "entry": .integer(entry.number),
      "time": entry.time.map { .text($0.description) } ?? .null,
      "user": entry.user.map(JSONNode.text) ?? .null,
      "event": .text(entry.event),
      "resource": (entry.row?.resource).map(JSONNode.text) ?? .null,
      "key": entry.row?.key.json ?? .null,
      "change": entry.change.map(JSONNode.integer) ?? .null,
      "operation": entry.operation.map(JSONNode.integer) ?? .null,
      "detail": entry.detail ?? .null,
      "receipt": receipt.map(ReceiptPage.json) ?? .null,
    ])
  }
}
