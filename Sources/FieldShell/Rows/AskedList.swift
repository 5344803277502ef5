import CatalogModel
import ReplicaStore

/// What was asked of a unit, and how far each has come: queued, requested, confirmed by the unit.
struct AskedList {
  private struct Entry {
    let action: String
    /// The change that `queue show` takes.
    let change: Int64?
    /// When it was asked for or taken by the server; when the unit had followed.
    let time: NaiveTime?
    let state: State
  }

  private enum State: String {
    case queued, requested, confirmed
  }

  private let entries: [Entry]

  /// What waits, then the last of each kind that the server took, newest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  init(of subject: RowReference, _ reader: ReplicaReader) throws {
    let queued = try reader.calls().filter { $0.subject == subject }.map { call in
      Entry(action: call.action.name, change: call.change, time: call.askedAt, state: .queued)
    }
    let taken = try reader.latestUnitRequests(about: subject).map { request in
      Entry(
        action: request.action,
        change: try request.operation.flatMap { try reader.changes(ofOperation: $0).first },
        time: request.confirmedAt ?? request.requestedAt,
        state: request.confirmedAt == nil ? .requested : .confirmed
      )
    }
    entries = queued + taken
  }

  /// The list for scripts.
  var json: JSONNode {
    .array(
      entries.map { entry in
        .object([
          "action": .text(entry.action), "state": .text(entry.state.rawValue),
          "change": entry.change.map(JSONNode.integer) ?? .null,
          "time": entry.time.map { .text($0.description) } ?? .null,
        ])
      }
    )
  }

  /// The list for people; nothing where nothing was asked.
  func blocks(_ shown: ShownValues) -> [Block] {
    guard !entries.isEmpty else { return [] }
    let rows = entries.map { entry in
      [
        TextTable.Cell("  \(entry.action)"),
        TextTable.Cell(
          Self.said(entry, entry.time.map(shown.momentWithZone)),
          entry.state == .confirmed ? .good : .warning
        ),
      ]
    }
    let columns = [
      TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.stateTitle),
    ]
    return [
      .gap, .sentence(.askedHeading, .strong),
      .table(TextTable(columns: columns, rows: rows, hasTitles: false)),
    ]
  }

  private static func said(_ entry: Entry, _ time: String?) -> Sentence {
    switch entry.state {
    case .queued: .askedQueued(time)
    case .requested: .askedRequested(time ?? "")
    case .confirmed: .askedConfirmed(time ?? "")
    }
  }
}
