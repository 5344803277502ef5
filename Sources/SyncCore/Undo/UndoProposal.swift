/// What an undo or redo would do, to be shown before it is done.
package struct UndoProposal: Sendable, Equatable {
  /// What a person asked for.
  package enum Purpose: Sendable, Equatable {
    case undo(UndoSubject)
    /// To take back the undo of that number.
    case redo(Int64)
  }

  /// What a person asked for.
  package let purpose: Purpose
  /// What would happen, in order.
  package let steps: [UndoStep]

  /// Whether it reaches the server, or replaces what the server may have by now, so that a person
  /// has to agree to what they were shown.
  package var needsConsent: Bool {
    guard case .undo = purpose else { return steps.contains { $0.way == .counter } }
    return steps.contains { $0.way != .takeBack }
  }
}
