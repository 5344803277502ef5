import CatalogModel
import ReplicaStore
import SyncCore

/// A technician takes the last edit or decision back, or takes that back.
///
/// Where it would delete a row of the server, or make one, other rows and people are in play whom a law
/// could not tell apart; such undos are proven by the engine's own tests.
struct TakingBackStep {
  let agent: Agent

  /// Does it; the text tells what it was.
  func perform() throws -> String {
    let undo = Undo(replica: agent.replica, clock: agent.clock)
    let proposal: UndoProposal
    do {
      proposal =
        agent.random.chance(0.3) ? try undo.redoProposal() : try undo.proposal(.last)
    } catch let error as UndoError {
      return "nothing taken back: \(error.code.rawValue)"
    }
    guard try proposal.steps.allSatisfy(isTold) else { return "an undo thought better of" }
    let calls = try agent.replica.read { reader in
      try proposal.steps.filter { $0.effect == .action }.compactMap { try reader.call($0.row) }
    }
    try undo.perform(proposal)
    for call in calls { agent.note(Deed(call, isGivenUp: true)) }
    for step in proposal.steps { note(step) }
    let rows = proposal.steps.map { "\($0.way.rawValue) \($0.effect) \($0.row)" }
    return "\(proposal.purpose): \(rows.joined(separator: ", "))"
  }

  private func isTold(_ step: UndoStep) throws -> Bool {
    switch (step.way, step.effect) {
    // A repair that is to be begun goes with its steps, which is a technician's to say.
    case (.takeBack, .action):
      try agent.replica.read { try $0.call(step.row)?.action.opened == nil }
    case (_, .update): true
    case (.takeBack, .delete), (.restore, .create): step.row.key.isProvisional
    case (.takeBack, .create): !step.row.key.isProvisional
    default: false
    }
  }

  private func note(_ step: UndoStep) {
    switch step.effect {
    case .update:
      for value in step.values {
        agent.note(
          Agent.Edit(
            resource: step.row.resource,
            key: step.row.key,
            column: value.column,
            old: value.old,
            new: value.new,
            kind: .update,
            isTakingBack: step.way == .takeBack || step.way == .later
          )
        )
      }
    case .delete: for row in [step.row] + step.beside { noteRow(row, isTakingBack: true) }
    case .create where step.row.key.isProvisional: noteRow(step.row, isTakingBack: false)
    case .create, .action: break
    }
  }

  // A creation more, or one less.
  private func noteRow(_ row: RowReference, isTakingBack: Bool) {
    agent.note(
      Agent.Edit(
        resource: row.resource,
        key: row.key,
        column: nil,
        old: .null,
        new: .null,
        kind: .create,
        isTakingBack: isTakingBack
      )
    )
  }
}
