import CatalogModel
import ReplicaStore

/// Decides what taking something back means, from what became of it.
///
/// | the change | is taken back by |
/// |---|---|
/// | waits, is held or refused | removing it: no trace goes to the server |
/// | was sent and not answered | waiting until its fate is known |
/// | was delivered | a change that brings back what was there, where the value sent still stands |
/// | was taken for a row of the server that is another's | sending it as a row of its own |
/// | was dropped, or lost a conflict | bringing its values back as a new change |
struct UndoPlanner {
  let reader: ReplicaReader

  /// Under which name an entry of the journal keeps the whole row that was let go.
  static let letGoName = "row"

  /// What an undo would do.
  ///
  /// - Throws: ``UndoError`` where it cannot be, ``ReplicaError`` when the database cannot be read.
  func undo(_ subject: UndoSubject) throws -> UndoProposal {
    let steps: [UndoStep]
    switch subject {
    case .last:
      guard let change = try last() else { throw UndoError(.nothingToUndo) }
      steps = try self.steps(change)
    case .change(let number): steps = try self.steps(recorded(number))
    case .queued(let number): steps = try queuedSteps(number)
    case .entry(let number): steps = try entrySteps(number)
    }
    return UndoProposal(purpose: .undo(subject), steps: steps)
  }

  /// What taking the last undo back would do.
  ///
  /// - Throws: ``UndoError`` where it cannot be, ``ReplicaError`` when the database cannot be read.
  func redo() throws -> UndoProposal {
    guard let undo = try reader.lastUndo() else { throw UndoError(.nothingToRedo) }
    let steps: [UndoStep]
    if let action = try undo.changes.map(recorded).first(where: { $0.kind == .action }) {
      throw UndoError(.actionGone, action.row.description)
    }
    if undo.state == .waiting {
      steps = try undo.changes.map(recorded).map {
        UndoStep(change: $0.number, way: .later, row: $0.row, effect: $0.kind)
      }
    } else if undo.made.isEmpty {
      steps = try GivenUpChanges(reader: reader, changes: undo.changes.map(recorded)).steps()
    } else {
      // Whatever went to the server with it is no part of the undo.
      steps = try undo.made.reversed().map { try step(try recorded($0), isAlone: true) }
    }
    return UndoProposal(purpose: .redo(undo.number), steps: steps)
  }

  /// What taking a change back does, whether or not an undo waits for it; with everything that was sent
  /// together with it, or alone.
  func step(
    _ change: RecordedChange,
    isWaiting: Bool = false,
    isAlone: Bool = false
  ) throws -> UndoStep {
    if change.kind == .action { return try actionStep(change) }
    let table = try table(of: change, isWaiting: isWaiting)
    if change.isOpen {
      return try UnsentChange(reader: reader, change: change, table: table).step()
    }
    switch (change.outcome, change.kind) {
    case (.delivered, _): return try delivered(change, in: table, isAlone: isAlone).step()
    case (.void, .delete): return try backAgain(change, in: table)
    case (.undone, _): throw UndoError(.alreadyUndone, String(change.number))
    case (.dropped, _), (.superseded, _), (.void, _), (nil, _):
      throw UndoError(.nothingGivenUp, String(change.number))
    }
  }

  // Only what has not left can be taken back; nothing of it shows on the server then.
  private func actionStep(_ change: RecordedChange) throws -> UndoStep {
    let name = change.row.description
    if let user = change.user, let author = try reader.author(), user != author {
      throw UndoError(.otherAccount, user)
    }
    guard change.isOpen else {
      throw UndoError(change.outcome == .delivered ? .actionSent : .actionGone, name)
    }
    guard try reader.unknownOperation(of: change.row) == nil else {
      throw UndoError(.actionSent, name)
    }
    return UndoStep(
      change: change.number,
      way: .takeBack,
      row: change.row,
      effect: .action,
      values: change.values.map { RecordedValue(column: $0.column, old: $0.new, new: .null) },
      beside: try hanging(on: change.row)
    )
  }

  // What refers to a row that the action was to begin has nothing to refer to without it.
  private func hanging(on action: RowReference) throws -> [RowReference] {
    let entry = try reader.pendingRow(action).flatMap { try reader.queueEntry(of: $0) }
    return try entry.map { try reader.dropped(with: $0).dropFirst().map(\.row) } ?? []
  }

  // What was given up together comes back together; everything else is one step.
  private func steps(_ change: RecordedChange) throws -> [UndoStep] {
    guard !change.isOpen, change.kind != .action,
      change.outcome == .dropped || change.outcome == .superseded
    else {
      return [try step(change)]
    }
    let together = try change.givenUp.map { try reader.changes(givenUpBy: $0) } ?? [change.number]
    let changes = try together.map(recorded).filter { $0.undone == nil || $0 == change }
    for change in changes { _ = try table(of: change, isWaiting: false) }
    return try GivenUpChanges(reader: reader, changes: changes).steps()
  }

  // A decision that gave edits up counts as done after the edits that it followed.
  private func last() throws -> RecordedChange? {
    let edit = try reader.lastUndoableChange()
    guard let given = try reader.lastGivenUp() else { return edit }
    guard let edit, edit.number > given.after else { return given.change }
    return edit
  }

  // The table of a change that its author may take back now.
  private func table(of change: RecordedChange, isWaiting: Bool) throws -> ResourceTable {
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
    return table
  }

  private func delivered(
    _ change: RecordedChange,
    in table: ResourceTable,
    isAlone: Bool = false
  ) throws -> DeliveredChange {
    try DeliveredChange(reader: reader, change: change, table: table, isAlone: isAlone)
  }

  // The queue shows all edits of a row under one number; whoever types that means all of them.
  private func queuedSteps(_ number: Int64) throws -> [UndoStep] {
    let change = try recorded(number)
    let steps = try self.steps(change)
    guard let first = steps.first, first.way == .takeBack, change.isOpen, change.kind == .update,
      let entry = try reader.queueEntry(ofChange: number), entry.changes.first == number,
      entry.changes.count > 1
    else { return steps }
    let others = try entry.changes.dropFirst().map(recorded)
    guard others.allSatisfy({ $0.kind == .update }) else { return steps }
    if let user = entry.users.first(where: { $0 != change.user }) {
      throw UndoError(.otherAccount, user)
    }
    return [
      UndoStep(
        change: number,
        way: .takeBack,
        row: change.row,
        effect: .update,
        values: entry.values.map { RecordedValue(column: $0.column, old: $0.new, new: $0.old) },
        also: others.map(\.number)
      )
    ]
  }

  private func recorded(_ number: Int64) throws -> RecordedChange {
    guard let change = try reader.recordedChange(number) else {
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

  private func entrySteps(_ number: Int64) throws -> [UndoStep] {
    guard let entry = try reader.journalEntry(number) else {
      throw UndoError(.noSuchChange, "log:\(number)")
    }
    let sent = try entry.operation.flatMap { try reader.changes(ofOperation: $0).first }
    switch (JournalEvent(rawValue: entry.event), entry.change ?? sent) {
    case (.resolved, let change?), (.policy, let change?): return try steps(recorded(change))
    case (.resolved, nil), (.policy, nil):
      return [try LosingValue(reader: reader, entry: entry).step()]
    case (.adopted, let change?):
      let change = try recorded(change)
      let table = try table(of: change, isWaiting: false)
      let taken = try delivered(change, in: table)
      return [try taken.operation?.kind == .create ? taken.apart() : taken.step()]
    case (.dropped, let change?), (.undone, let change?): return try steps(recorded(change))
    default: throw UndoError(.nothingGivenUp, "log:\(number)")
    }
  }
}
