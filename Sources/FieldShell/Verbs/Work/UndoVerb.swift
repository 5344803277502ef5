import CatalogModel
import ReplicaStore
import SyncCore

/// `undo`: takes an edit back, sent or not.
enum UndoVerb {
  static let verb = Verb(
    "undo",
    operands: [Operand(kind: .word, arity: .optional, placeholder: "N|log:N")],
    options: [.flag("yes", .yesOption)],
    help: .undo
  ) { invocation, session in
    let subject = try subject(invocation.operand(0))
    let undo = Undo(replica: try session.replica(), clock: session.context.runClock)
    return try carryOut(try undo.proposal(subject), undo, invocation, session)
  }

  /// Shows what it will do, asks where that is due, and does it.
  static func carryOut(
    _ proposal: UndoProposal,
    _ undo: Undo,
    _ invocation: Invocation,
    _ session: Session
  ) throws -> Answer {
    var blocks = UndoPage.blocks(proposal, try session.shownValues())
    if proposal.needsConsent, !invocation.has("yes") {
      guard session.asksPeople else {
        // A script's log shows what a person would have been shown.
        if !session.usesJSON { session.errors.show(blocks) }
        let words = [invocation.verb.name] + invocation.operands
        let sentence = Sentence.consentNeeded(proposal, words.joined(separator: " "))
        var error = ShellError(.consentNeeded, sentence, exit: .usage)
        error.members = ["steps": UndoPage.json(proposal)]
        throw error
      }
      session.output.show(blocks)
      guard session.isConfirmed(.undoQuestion) else {
        return Answer(["changes": .array([])], [.sentence(.nothingUndone)])
      }
      blocks = []
    }
    let made = try undo.perform(proposal)
    return Answer(
      ["steps": UndoPage.json(proposal), "changes": .array(made.map(JSONNode.integer))],
      blocks.isEmpty ? [.sentence(.undoDone, .good)] : blocks
    )
  }

  private static func subject(_ word: String) throws(ShellError) -> UndoSubject {
    guard !word.isEmpty else { return .last }
    let isEntry = word.hasPrefix("log:")
    guard let number = Int64(isEntry ? String(word.dropFirst(4)) : word), number > 0 else {
      throw ShellError(.badNumber, .notANumber(word, of: "undo"), exit: .usage)
    }
    return isEntry ? .entry(number) : .queued(number)
  }
}
