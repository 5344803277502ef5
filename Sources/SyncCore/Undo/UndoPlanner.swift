import CatalogModel
import ReplicaStore

/// Decides what taking something back means, from what became of it.
///
/// | the change | is taken back by |
/// |---|---|
/// | waits, is held or refused | removing it: no trace goes to the server |
/// | was sent and not answered | waiting until its fate is known |
/// | was delivered | a change that brings back what was there, where its own value still stands |
/// | is a create that was taken for a row of the server | sending it as a row of its own |
/// | was dropped, or lost a conflict | bringing its values back as a new change |
struct UndoPlanner {
  let reader: ReplicaReader

  /// What an undo would do.
  ///
  /// - Throws: ``UndoError`` where it cannot be, ``ReplicaError`` when the database cannot be read.
  func undo(_ subject: UndoSubject) throws -> UndoProposal {
    switch subject {
    case .last:
      guard let change = try reader.lastUndoableChange() else { throw UndoError(.nothingToUndo) }
      return UndoProposal(purpose: .undo(subject), steps: [try step(change)])
    case .change(let number):
      return UndoProposal(purpose: .undo(subject), steps: [try step(try recorded(number))])
    case .queued(let number):
      return UndoProposal(purpose: .undo(subject), steps: [try queuedStep(number)])
    case .entry(let number):
      return UndoProposal(purpose: .undo(subject), steps: [try entryStep(number)])
    }
  }

  /// What taking the last undo back would do.
  ///
  /// - Throws: ``UndoError`` where it cannot be, ``ReplicaError`` when the database cannot be read.
  func redo() throws -> UndoProposal {
    guard let undo = try reader.lastUndo() else { throw UndoError(.nothingToRedo) }
    let steps: [UndoStep]
    if undo.state == .waiting {
      steps = try undo.changes.map(recorded).map {
        UndoStep(change: $0.number, way: .later, row: $0.row, effect: $0.kind)
      }
    } else if undo.made.isEmpty {
      let changes = try undo.changes.map(recorded)
      let coming = Set(changes.filter { $0.kind == .create }.map(\.row))
      steps = try changes.map { try again($0, coming: coming) }
    } else {
      steps = try undo.made.reversed().map { try step(try recorded($0)) }
    }
    return UndoProposal(purpose: .redo(undo.number), steps: steps)
  }

  /// What taking a change back does, whether or not an undo waits for it.
  func step(_ change: RecordedChange, isWaiting: Bool = false) throws -> UndoStep {
    guard isWaiting || change.undone == nil else {
      throw UndoError(.alreadyUndone, String(change.number))
    }
    if let user = change.user, let author = try reader.author(), user != author {
      throw UndoError(.otherAccount, user)
    }
    if let conflict = try reader.conflict(of: change.row) {
      throw UndoError(.inConflict, String(conflict.number))
    }
    guard let table = reader.layout.table(change.row.resource) else {
      throw UndoError(.rowGone, change.row.description)
    }
    if change.isOpen {
      return try UnsentChange(reader: reader, change: change, table: table).step()
    }
    switch (change.outcome, change.kind) {
    case (.delivered, _):
      let delivered = DeliveredChange(
        reader: reader,
        change: change,
        table: table,
        isWaiting: isWaiting
      )
      return try delivered.step()
    case (.void, .delete): return try backAgain(change, in: table)
    case (.dropped, _), (.superseded, _): return try again(change)
    case (.undone, _): throw UndoError(.alreadyUndone, String(change.number))
    case (.void, _), (nil, _): throw UndoError(.nothingGivenUp, String(change.number))
    }
  }

  // The queue shows all edits of a row under one number; whoever types that means all of them.
  private func queuedStep(_ number: Int64) throws -> UndoStep {
    let change = try recorded(number)
    let first = try step(change)
    guard first.way == .takeBack, change.isOpen, change.kind == .update,
      let entry = try reader.queueEntry(ofChange: number), entry.changes.first == number,
      entry.changes.count > 1
    else { return first }
    let others = try entry.changes.dropFirst().map(recorded)
    guard others.allSatisfy({ $0.kind == .update }) else { return first }
    if let user = entry.users.first(where: { $0 != change.user }) {
      throw UndoError(.otherAccount, user)
    }
    return UndoStep(
      change: number,
      way: .takeBack,
      row: change.row,
      effect: .update,
      values: entry.values.map { RecordedValue(column: $0.column, old: $0.new, new: $0.old) },
      also: others.map(\.number)
    )
  }

  private func recorded(_ number: Int64) throws -> RecordedChange {
    guard let change = try reader.recordedChange(number), change.kind != .action else {
      throw UndoError(.noSuchChange, String(number))
    }
    return change
  }

  // A row that was made and deleted here before anything of it was sent.
  private func backAgain(_ change: RecordedChange, in table: ResourceTable) throws -> UndoStep {
    guard try reader.row(change.row.key, in: table) == nil else {
      throw UndoError(.changedSince, change.row.description)
    }
    return UndoStep(
      change: change.number,
      way: .takeBack,
      row: change.row,
      effect: .create,
      values: change.values.filter { table.column($0.column)?.role == .data && !$0.old.isNull }
        .map { RecordedValue(column: $0.column, old: .null, new: $0.old) }
    )
  }

  // Makes a change hold again that was given up.
  private func again(
    _ change: RecordedChange,
    coming: Set<RowReference> = []
  ) throws -> UndoStep {
    guard let table = reader.layout.table(change.row.resource) else {
      throw UndoError(.rowGone, change.row.description)
    }
    let row = try reader.row(change.row.key, in: table)
    if change.kind == .create, row != nil {
      throw UndoError(.changedSince, change.row.description)
    }
    if change.kind != .create, row == nil, !coming.contains(change.row) {
      throw UndoError(.rowGone, change.row.description)
    }
    let data = change.values.filter { table.column($0.column)?.role == .data }
    return UndoStep(
      change: change.number,
      way: .restore,
      row: change.row,
      effect: change.kind,
      values: data.map {
        RecordedValue(column: $0.column, old: row?[$0.column] ?? .null, new: $0.new)
      }
    )
  }

  private func entryStep(_ number: Int64) throws -> UndoStep {
    guard let entry = try reader.journalEntry(number) else {
      throw UndoError(.noSuchChange, "log:\(number)")
    }
    switch JournalEvent(rawValue: entry.event) {
    case .resolved, .policy: return try losingValue(entry)
    case .dropped, .undone, .adopted:
      let adopted = try entry.operation.flatMap { try reader.firstChange(ofOperation: $0) }
      guard let change = entry.change ?? adopted else {
        throw UndoError(.nothingGivenUp, "log:\(number)")
      }
      return try step(try recorded(change))
    default: throw UndoError(.nothingGivenUp, "log:\(number)")
    }
  }

  // The side that was not chosen, in the column that the entry is about.
  private func losingValue(_ entry: JournalEntry) throws -> UndoStep {
    let number = "log:\(entry.number)"
    guard let row = entry.row, let table = reader.layout.table(row.resource),
      case .text(let name)? = entry.detail?["column"], let column = table.column(name),
      column.role == .data
    else { throw UndoError(.nothingGivenUp, number) }
    if let conflict = try reader.conflict(of: row) {
      throw UndoError(.inConflict, String(conflict.number))
    }
    let kept = entry.detail?["decision"] ?? entry.detail?["kept"]
    let keptMine = kept == .text("mine")
    guard let lost = entry.detail?[keptMine ? "theirs" : "mine"],
      let now = try reader.row(row.key, in: table)
    else { throw UndoError(.rowGone, row.description) }
    let value = RecordedValue(
      column: name,
      old: now[name] ?? .null,
      new: column.normalized(lost.fieldValue)
    )
    guard !column.equivalent(value.old, value.new) else {
      throw UndoError(.changedSince, "\(row).\(name)")
    }
    return UndoStep(change: nil, way: .restore, row: row, effect: .update, values: [value])
  }
}
