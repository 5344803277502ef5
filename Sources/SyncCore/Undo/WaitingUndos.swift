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
    let planner = UndoPlanner(reader: writer.reader)
    let execution = UndoExecution(writer: writer, now: now)
    for number in undo.changes {
      guard let change = try writer.reader.recordedChange(number) else { continue }
      do {
        let step = try planner.step(change, isWaiting: true)
        guard step.way != .later else { return }
        try execution.perform(step, undo: undo.number)
        try writer.setUndo(undo.number, .done)
      } catch let error as UndoError {
        // A conflict may yet be decided; everything else is final.
        guard error.code != .inConflict else { return }
        try writer.setUndo(undo.number, .void)
        try writer.mark([number], undoneBy: nil)
        try writer.note(
          .undone,
          row: change.row,
          change: number,
          detail: ["failed": .text(error.code.rawValue)],
          now: now
        )
      }
    }
  }
}
