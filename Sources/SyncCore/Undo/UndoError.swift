/// Why something cannot be taken back; nothing has changed then.
package struct UndoError: Error, Sendable, Equatable {
  /// What stands against it.
  package enum Code: String, Sendable, CaseIterable {
    /// There is no edit left to take back.
    case nothingToUndo = "nothing-to-undo"
    /// There is no undo left to take back.
    case nothingToRedo = "nothing-to-redo"
    /// No change, or no entry of the journal, has that number.
    case noSuchChange = "no-such-change"
    /// It was taken back before.
    case alreadyUndone = "already-undone"
    /// The row is in conflict: deciding it takes the change back, or keeps it.
    case inConflict = "in-conflict"
    /// Another account made the change.
    case otherAccount = "other-account"
    /// A later change of the same row stands over it.
    case laterChange = "later-change"
    /// A later change of one's own stands over its values; the subject is that change.
    case ownLaterChange = "own-later-change"
    /// Nothing of it is left: every value was changed again.
    case changedSince = "changed-since"
    /// The server does not let anybody do what would take it back.
    case notAllowed = "not-allowed-there"
    /// The row was deleted, and the server takes no new rows in its place.
    case cannotAdd = "not-added-there"
    /// The row is not in the replica any more.
    case rowGone = "row-gone"
    /// The entry of the journal, or the change, gave nothing up that could come back.
    case nothingGivenUp = "nothing-given-up"
    /// It is an action that was sent: what it did is not undone by taking it back.
    case actionSent = "action-sent"
    /// It is an action that was given up: it is asked for anew, not brought back.
    case actionGone = "action-gone"
    /// Between the question and the answer something changed.
    case changedMeanwhile = "changed-meanwhile"
  }

  /// What stands against it.
  package let code: Code
  /// The change, conflict, account or row at fault.
  package let subject: String

  init(_ code: Code, _ subject: String = "") {
    self.code = code
    self.subject = subject
  }
}

extension UndoError: CustomStringConvertible {
  /// One sentence that names the thing and the next step.
  package var description: String {
    switch code {
    case .nothingToUndo: "There is no edit of yours to take back; `log` lists what happened."
    case .nothingToRedo: "There is no undo to take back; `log` lists what happened."
    case .noSuchChange: "Nothing has the number \(subject); `queue` and `log` show the numbers."
    case .alreadyUndone: "Change \(subject) was taken back before; `redo` makes it hold again."
    case .inConflict: "The row is in conflict \(subject); decide it with `resolve`."
    case .otherAccount: "\(subject) made that change; only that account takes it back."
    case .laterChange: "Change \(subject) of the same row is later; take that back first."
    case .ownLaterChange: "Your later change \(subject) stands over it; take that back first."
    case .changedSince: "\(subject) was changed again since; change it with `set`."
    case .notAllowed: "The server does not allow what would take back \(subject); change the row."
    case .cannotAdd:
      "\(subject) is deleted, and the server takes no new rows; `log` has its values."
    case .rowGone: "\(subject) is not here any more; sync first, or add it anew."
    case .nothingGivenUp: "Number \(subject) gave nothing up that could come back."
    case .actionSent: "\(subject) was sent and is not undone; ask for the opposite with `do`."
    case .actionGone: "\(subject) is not brought back; ask for it again with `do`."
    case .changedMeanwhile: "Something changed meanwhile; look again and repeat."
    }
  }
}
