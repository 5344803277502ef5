import CatalogModel
import ReplicaStore

/// Entries of the queue, for people and for scripts.
enum QueuePage {
  /// The whole queue.
  static func list(_ entries: [QueueEntry], _ shown: ShownValues) -> Answer {
    let rows = entries.map { entry in
      [
        TextTable.Cell(String(entry.number)),
        TextTable.Cell(.changeKind(entry.kind)),
        TextTable.Cell("\(entry.row)"),
        TextTable.Cell(.queueState(entry), ink(entry.state)),
        TextTable.Cell(entry.values.map(\.column).joined(separator: ", ")),
        TextTable.Cell(entry.users.sorted().joined(separator: ", ")),
        TextTable.Cell(entry.since.map(shown.moment) ?? ""),
      ]
    }
    let columns = [
      TextTable.Column(.numberTitle, isWhole: true, isNumber: true),
      TextTable.Column(.kindTitle, isWhole: true), TextTable.Column(.rowTitle, isWhole: true),
      TextTable.Column(.stateTitle), TextTable.Column(.columnsTitle),
      TextTable.Column(.userTitle), TextTable.Column(.sinceTitle(shown.zoneName)),
    ]
    return Answer(
      ["queue": .array(entries.map(json))],
      entries.isEmpty
        ? [.sentence(.queueEmpty, .good)]
        : [.table(TextTable(columns: columns, rows: rows, overflow: .cut))]
    )
  }

  /// One entry with its values.
  static func page(_ entry: QueueEntry, _ shown: ShownValues) -> Answer {
    guard case .object(let members) = json(entry) else { return Answer() }
    return Answer(members, values(entry, shown))
  }

  /// What an entry changes, as blocks.
  static func values(_ entry: QueueEntry, _ shown: ShownValues) -> [Block] {
    let resource = entry.row.resource
    let rows = entry.values.map { value in
      [
        TextTable.Cell("  \(value.column)"),
        TextTable.Cell(shown.text(value.old, of: value.column, in: resource), .dim),
        TextTable.Cell(shown.text(value.new, of: value.column, in: resource)),
      ]
    }
    let showsTimes = entry.values.contains { value in
      let column = shown.catalog.column(value.column, of: resource)
      return shown.isTime(value.old, of: column) || shown.isTime(value.new, of: column)
    }
    let columns = [
      TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.beforeTitle),
      TextTable.Column(.yoursTitle),
    ]
    return [
      .sentence(.queueHeading(entry), .strong), .sentence(.queueState(entry), ink(entry.state)),
      .table(TextTable(columns: columns, rows: rows)),
    ] + shown.zoneNote(showsTimes)
  }

  /// One entry for scripts.
  static func json(_ entry: QueueEntry) -> JSONNode {
    .object([
      "number": .integer(entry.number),
      "changes": .array(entry.changes.map(JSONNode.integer)),
      "resource": .text(entry.row.resource),
      "key": entry.row.key.json,
      "kind": .text(entry.kind.rawValue),
      "state": .text(word(entry.state)),
      "status": status(entry.state).status,
      "message": status(entry.state).words,
      "user": entry.user.map(JSONNode.text) ?? .null,
      "since": entry.since.map { .text($0.description) } ?? .null,
      "subject": subject(entry),
      "expires_at": entry.expiresAt.map { .text($0.description) } ?? .null,
      "needs": .array(entry.needs.map { .text($0.description) }),
      "columns": .array(
        entry.values.map { value in
          .object([
            "column": .text(value.column), "old": JSONNode(value.old), "new": JSONNode(value.new),
          ])
        }
      ),
    ])
  }

  // What an action is about; a row is its own subject and needs none.
  private static func subject(_ entry: QueueEntry) -> JSONNode {
    guard let subject = entry.subject else { return .null }
    return .object(["resource": .text(subject.resource), "key": subject.key.json])
  }

  private static func word(_ state: QueueEntry.State) -> String {
    switch state {
    case .waiting: "waiting"
    case .held: "held"
    case .unknown: "unknown"
    case .travelling: "travelling"
    case .refused: "refused"
    case .conflict: "conflict"
    case .expired: "expired"
    }
  }

  private static func status(_ state: QueueEntry.State) -> (status: JSONNode, words: JSONNode) {
    guard case .refused(let status, let words) = state else { return (.null, .null) }
    return (status.map { .integer(Int64($0)) } ?? .null, .text(words))
  }

  private static func ink(_ state: QueueEntry.State) -> Ink {
    switch state {
    case .waiting: .plain
    case .held, .travelling: .dim
    case .unknown, .expired: .warning
    case .refused, .conflict: .bad
    }
  }
}
