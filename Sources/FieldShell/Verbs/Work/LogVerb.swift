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
    let lines = try session.replica().read { reader in
      try reader.journal(limit: limit).reversed().map { entry in
        Line(
          entry: entry,
          changes: try changes(of: entry, reader),
          receipt: try receipt(of: entry, reader)
        )
      }
    }
    guard !lines.isEmpty else { return Answer(["log": .array([])], [.sentence(.logEmpty)]) }
    let shown = try session.shownValues()
    return Answer(
      ["log": .array(lines.map(json))],
      [
        .table(
          TextTable(columns: columns(shown), rows: lines.map { cells($0, shown) }, overflow: .cut)
        )
      ]
    )
  }

  private struct Line {
    let entry: JournalEntry
    /// The changes it is about, oldest first.
    let changes: [Int64]
    let receipt: Receipt?

    /// The word by which `undo` takes back, or brings back, what the entry tells of; the empty text
    /// where it tells of nothing of that kind.
    var undoWord: String {
      switch JournalEvent(rawValue: entry.event) {
      case .resolved, .policy: "log:\(entry.number)"
      case .undone, .undoWaiting, .undoFailed, .restored, .disowned, .conflict, .dissolved, .ghost,
        .setAside, .recovered, .unitConfirmed, nil:
        ""
      case .delivered, .adopted, .refused, .unanswered, .sentAgain, .dropped, .redone:
        // What was sent, or given up, as one is taken back, or comes back, as one.
        changes.first.map { String($0) } ?? ""
      }
    }
  }

  private static func columns(_ shown: ShownValues) -> [TextTable.Column] {
    [
      TextTable.Column(.undoWordTitle, isWhole: true, isNumber: true),
      TextTable.Column(.timeTitle(shown.zoneName), isWhole: true), TextTable.Column(.eventTitle),
      TextTable.Column(.rowTitle), TextTable.Column(.userTitle), TextTable.Column(.detailTitle),
    ]
  }

  private static func cells(_ line: Line, _ shown: ShownValues) -> [TextTable.Cell] {
    let entry = line.entry
    let event = JournalEvent(rawValue: entry.event)
    return [
      TextTable.Cell(line.undoWord),
      TextTable.Cell(entry.time.map(shown.moment) ?? ""),
      TextTable.Cell(word(event, line)),
      TextTable.Cell(entry.row?.description ?? ""),
      TextTable.Cell(entry.user ?? ""),
      line.receipt.map { TextTable.Cell(detail($0, shown)) }
        ?? TextTable.Cell(JournalDetail(entry: entry, shown: shown).sentence),
    ]
  }

  // What a unit is to follow was requested, however surely the server has it.
  private static func word(_ event: JournalEvent?, _ line: Line) -> Sentence {
    if event == .delivered, line.receipt?.request != nil { return .requestedWord }
    return event.map(Sentence.event) ?? Sentence(verbatim: line.entry.event)
  }

  private static func changes(of entry: JournalEntry, _ reader: ReplicaReader) throws -> [Int64] {
    if let change = entry.change { return [change] }
    return try entry.operation.map { try reader.changes(ofOperation: $0) } ?? []
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

  private static func json(_ line: Line) -> JSONNode {
    let entry = line.entry
    return .object([
      "entry": .integer(entry.number),
      "time": entry.time.map { .text($0.description) } ?? .null,
      "user": entry.user.map(JSONNode.text) ?? .null,
      "event": .text(entry.event),
      "resource": (entry.row?.resource).map(JSONNode.text) ?? .null,
      "key": entry.row?.key.json ?? .null,
      "change": entry.change.map(JSONNode.integer) ?? .null,
      "changes": .array(line.changes.map(JSONNode.integer)),
      "undo": line.undoWord.isEmpty ? .null : .text(line.undoWord),
      "operation": entry.operation.map(JSONNode.integer) ?? .null,
      "detail": entry.detail ?? .null,
      "receipt": line.receipt.map(ReceiptPage.json) ?? .null,
    ])
  }
}
