import SyncCore

/// `redo`: takes the last undo back.
enum RedoVerb {
  static let verb = Verb("redo", options: [.flag("yes", .yesOption)], help: .redo) {
    invocation,
    session in
    let undo = Undo(replica: try session.replica(), clock: session.context.runClock)
    return try UndoVerb.carryOut(try undo.redoProposal(), undo, invocation, session)
  }
}
