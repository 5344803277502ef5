import CatalogModel
import ReplicaStore

/// A receipt, for people and for scripts.
enum ReceiptPage {
  /// Who, when, how and under which key the server has it, and what it made of the values.
  static func blocks(_ receipt: Receipt, _ shown: ShownValues) -> [Block] {
    let text = { (value: FieldValue, column: String) in
      shown.text(value, of: column, in: receipt.row.resource)
    }
    let rows = receipt.values.map { value in
      let isAltered = value.sent != value.confirmed
      return [
        TextTable.Cell("  \(value.column)"),
        TextTable.Cell(text(value.sent, value.column), .dim),
        TextTable.Cell(text(value.confirmed, value.column), isAltered ? .warning : .plain),
      ]
    }
    let columns = [
      TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.sentTitle),
      TextTable.Column(.confirmedTitle),
    ]
    var lines: [Block] = [
      .sentence(.receiptOutcome(receipt.outcome), .good),
      .sentence(.receiptLine(line(receipt, shown))),
    ]
    if let said = answered(receipt) { lines.append(.sentence(.receiptAnswer(said))) }
    if let request = receipt.request {
      let time = request.confirmedAt.map(shown.momentWithZone)
      lines.append(.sentence(.receiptOfUnit(time), time == nil ? .warning : .good))
    }
    return rows.isEmpty ? lines : lines + [.table(TextTable(columns: columns, rows: rows))]
  }

  private static func answered(_ receipt: Receipt) -> String? {
    if case .text(let message)? = receipt.answer?["message"] { message } else { nil }
  }

  /// The receipt in one line: `new:7 > 28, tech, 2026-11-23 12:44:57 UTC`.
  static func line(_ receipt: Receipt, _ shown: ShownValues) -> String {
    let key =
      receipt.provisional.map { "\($0) > \(receipt.row.key)" } ?? "\(receipt.row.key)"
    let time = (receipt.serverTime ?? receipt.receivedAt).map(shown.momentWithZone)
    return [key, receipt.user, time].compactMap(\.self).joined(separator: ", ")
  }

  /// How far a request has come, for scripts.
  static func unit(_ request: UnitRequest) -> JSONNode {
    .object([
      "state": .text(request.confirmedAt == nil ? "requested" : "confirmed"),
      "requested_at": .text(request.requestedAt.description),
      "confirmed_at": request.confirmedAt.map { .text($0.description) } ?? .null,
    ])
  }

  /// The receipt for scripts.
  static func json(_ receipt: Receipt) -> JSONNode {
    .object([
      "operation": .integer(receipt.operation),
      "id": .text(receipt.id),
      "outcome": .text(receipt.outcome.rawValue),
      "key": receipt.row.key.json,
      "provisional": receipt.provisional?.json ?? .null,
      "user": receipt.user.map(JSONNode.text) ?? .null,
      "attempts": .integer(Int64(receipt.attempts)),
      "server_time": receipt.serverTime.map { .text($0.description) } ?? .null,
      "received_at": receipt.receivedAt.map { .text($0.description) } ?? .null,
      "answer": receipt.answer ?? .null,
      "unit": receipt.request.map(unit) ?? .null,
      "columns": .array(
        receipt.values.map {
          .object([
            "column": .text($0.column), "sent": JSONNode($0.sent),
            "confirmed": JSONNode($0.confirmed),
          ])
        }
      ),
    ])
  }
}
