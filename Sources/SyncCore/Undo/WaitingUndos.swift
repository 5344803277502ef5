import CatalogModel
import ReplicaStore

/// Carries out undos that waited for what became of an operation.
struct WaitingUndos {
  let replica: Replica
  let now: NaiveTime

  /// Takes back what is known by now, and lets the rest wait on.
  ///
  /// What cannot be taken back any more, because somebody changed it since, stays as it is; the journal
  /// says so.
  func carryOut() throws {
    guard try !replica.read({ try $0.waitingUndos() }).isEmpty else { return }
    try replica.write(by: .engine) { writer in
      for undo in try writer.reader.waitingUndos() { try carryOut(undo, with: writer) }
    }
  }

  private func carryOut(_ undo: RecordedUndo, with writer: ReplicaWriter) throws {
    var done: Set<Int64> = []
    // From the last to the first, as a person would.
    for number in undo.changes.reversed() where !done.contains(number) {
      guard let change = try writer.reader.recordedChange(number),
        change.isOpen || change.outcome != .undone
      else { continue }
      do {
        let step = try UndoPlanner(reader: writer.reader).step(change, isWaiting: true)
        guard step.way != .later else { return }
        try UndoExecution(writer: writer, now: now).perform(step, undo: undo.number)
        try UndoNote(writer: writer, now: now).write(step)
        done.formUnion(step.changes)
      } catch let error as UndoError {
        // A conflict may yet be decided; everything else is final.
        guard error.code != .inConflict else { return }
        try giveUp(undo, change, error, with: writer)
        return
      }
    }
    try writer.setUndo(undo.number, .done)
  }

  private func giveUp(
    _ undo: RecordedUndo,
    _ change: RecordedChange,
    _ error: UndoError,
    with writer: ReplicaWriter
  ) throws {
    try writer.setUndo(undo.number, .void)
    try writer.mark(undo.changes, undoneBy: nil)
    try writer.note(
      .undoFailed,
      row: change.row,
      change: change.number,
      detail: ["failed": .text(error.code.rawValue)],
      now: now
    )
  }
}
