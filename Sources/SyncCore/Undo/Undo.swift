import CatalogModel
package import ReplicaStore

/// Takes edits back, and takes that back (design: conflicts, receipts).
///
/// What was not sent is never sent, and the journal keeps it; what was sent is countered by a change of
/// its own. What it will do can be shown first, and only that is done.
package struct Undo: Sendable {
  let replica: Replica
  let clock: any RunClock

  /// Undo in a replica, stamped by a clock.
  package init(replica: Replica, clock: any RunClock) {
    self.replica = replica
    self.clock = clock
  }

  /// What taking something back would do.
  ///
  /// - Throws: ``UndoError`` where it cannot be taken back, ``ReplicaError`` when the replica cannot be
  ///   read.
  package func proposal(_ subject: UndoSubject) throws -> UndoProposal {
    try replica.read { try UndoPlanner(reader: $0).undo(subject) }
  }

  /// What taking the last undo back would do.
  ///
  /// - Throws: ``UndoError`` where there is none, ``ReplicaError`` when the replica cannot be read.
  package func redoProposal() throws -> UndoProposal {
    try replica.read { try UndoPlanner(reader: $0).redo() }
  }

  /// Does what was proposed.
  ///
  /// - Returns: the numbers of the changes it made, oldest first.
  /// - Throws: ``UndoError`` with ``UndoError/Code/changedMeanwhile`` where it would do something else
  ///   by now, ``ReplicaError`` where the replica's rules forbid it; nothing has changed then.
  @discardableResult
  package func perform(_ proposal: UndoProposal) throws -> [Int64] {
    let now = clock.now()
    return try replica.write(by: .engine) { writer in
      let planner = UndoPlanner(reader: writer.reader)
      let execution = UndoExecution(writer: writer, now: now)
      switch proposal.purpose {
      case .undo(let subject):
        guard try planner.undo(subject) == proposal else { throw UndoError(.changedMeanwhile) }
        let isWaiting = proposal.steps.contains { $0.way == .later }
        let undo = try writer.keepUndo(isWaiting ? .waiting : .done, now: now)
        let made = try proposal.steps.flatMap { try execution.perform($0, undo: undo) }
        try note(proposal, with: writer)
        return made
      case .redo(let undo):
        guard try planner.redo() == proposal else { throw UndoError(.changedMeanwhile) }
        return try redo(undo, proposal, execution: execution)
      }
    }
  }

  private func redo(
    _ undo: Int64,
    _ proposal: UndoProposal,
    execution: UndoExecution
  ) throws -> [Int64] {
    let writer = execution.writer
    guard let recorded = try writer.reader.lastUndo() else { return [] }
    var made: [Int64] = []
    if recorded.state == .waiting {
      try writer.mark(recorded.changes, undoneBy: nil)
    } else {
      made = try proposal.steps.flatMap {
        try execution.perform($0, undo: undo, remembers: false)
      }
      if !recorded.made.isEmpty {
        try writer.mark(recorded.changes, undoneBy: nil)
        // What the undo had made is settled with it, and is no edit of its own any more.
        try writer.mark(recorded.made, undoneBy: undo)
      }
    }
    try writer.setUndo(undo, .redone)
    try note(proposal, with: writer)
    return made
  }

  private func note(_ proposal: UndoProposal, with writer: ReplicaWriter) throws {
    let isRedo = if case .redo = proposal.purpose { true } else { false }
    let note = UndoNote(writer: writer, now: clock.now())
    for step in proposal.steps { try note.write(step, isRedo: isRedo) }
  }
}
