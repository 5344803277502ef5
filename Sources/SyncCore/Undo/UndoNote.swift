import CatalogModel
import ReplicaStore

/// What the journal says of a step of an undo or redo that was carried out.
struct UndoNote {
  let writer: ReplicaWriter
  let now: NaiveTime

  /// Notes the step with the values that it is about: those that were taken back, or those that hold
  /// again.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func write(_ step: UndoStep, isRedo: Bool = false) throws {
    // Rows that go, and actions, are noted with their values as they go.
    if step.way == .takeBack,
      step.effect == .delete || step.effect == .action || !step.also.isEmpty
    {
      return
    }
    let (event, comes) = Self.event(of: step, isRedo: isRedo)
    try writer.note(
      event,
      row: step.row,
      change: step.change,
      detail: step.values.reduce(into: ["way": .text(step.way.rawValue)]) {
        $0[$1.column] = JSONNode(comes ? $1.new : $1.old)
      },
      now: now
    )
  }

  // The event, and whether the values it is about are those that hold from now on.
  private static func event(
    of step: UndoStep,
    isRedo: Bool
  ) -> (event: JournalEvent, comes: Bool) {
    if isRedo { return (.redone, true) }
    return switch step.way {
    case .takeBack where step.effect == .create: (.restored, true)
    case .takeBack, .counter: (.undone, step.effect == .create)
    case .restore: (.restored, true)
    case .separate: (.disowned, true)
    case .later: (.undoWaiting, false)
    }
  }
}
