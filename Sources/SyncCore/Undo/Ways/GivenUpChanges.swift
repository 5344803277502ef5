import CatalogModel
import ReplicaStore

/// Makes changes hold again that were given up, or taken back, together: one new change a row.
struct GivenUpChanges {
  let reader: ReplicaReader
  /// Oldest first.
  let changes: [RecordedChange]

  /// What making them hold again does, row by row.
  ///
  /// - Throws: ``UndoError`` where a row is gone, or is there although it was to be added.
  func steps() throws -> [UndoStep] {
    var rows: [RowReference] = []
    for change in changes where !rows.contains(change.row) { rows.append(change.row) }
    let coming = Set(changes.filter { $0.kind == .create }.map(\.row))
    return try rows.map { row in
      try step(row, of: changes.filter { $0.row == row }, isComing: coming.contains(row))
    }
  }

  private func step(
    _ reference: RowReference,
    of changes: [RecordedChange],
    isComing: Bool
  ) throws -> UndoStep {
    guard let table = reader.layout.table(reference.resource), let first = changes.first else {
      throw UndoError(.rowGone, reference.description)
    }
    let row = try reader.row(reference.key, in: table)
    var values = changes.reduce(into: RowFields()) { values, change in
      for value in change.values { values[value.column] = value.new }
    }
    var effect = Self.effect(of: changes)
    if effect == .create, row != nil { throw UndoError(.changedSince, reference.description) }
    if effect != .create, row == nil {
      guard effect == .update, let whole = try letGo(first), table.resource.allows(.create) else {
        throw UndoError(.rowGone, reference.description)
      }
      effect = .create
      values = whole
    }
    let data = values.filter { table.column($0.key)?.role == .data }
    return UndoStep(
      change: first.number,
      way: .restore,
      row: reference,
      effect: effect,
      values: data.sorted { $0.key < $1.key }.map {
        RecordedValue(column: $0.key, old: row?[$0.key] ?? .null, new: $0.value)
      },
      also: changes.dropFirst().map(\.number)
    )
  }

  // What several changes of a row come to.
  private static func effect(of changes: [RecordedChange]) -> ChangeKind {
    guard let first = changes.first, let last = changes.last, last.kind != .delete else {
      return .delete
    }
    return first.kind == .create ? .create : .update
  }

  // A row that was gone on the server and let go here left all its values in the journal.
  private func letGo(_ change: RecordedChange) throws -> RowFields? {
    guard let number = change.givenUp, let entry = try reader.journalEntry(number),
      case .object(let row)? = entry.detail?[UndoPlanner.letGoName]
    else { return nil }
    return row.mapValues(\.fieldValue)
  }
}
