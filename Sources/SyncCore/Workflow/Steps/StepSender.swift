import CatalogModel
import RemoteAPI
import ReplicaStore

/// Sends a step of a repair's workflow if the repair is where the step expects it.
struct StepSender {
  let run: RunContext
  let actions: WorkflowActions

  /// Sends a step that waits.
  ///
  /// - Returns: whether it left.
  func send(_ call: QueuedCall, _ step: WorkflowStep) async throws -> Bool {
    let sender = CallSender(run: run)
    switch try await StandingReader(run: run, actions: actions)
      .standing(of: step.repair, since: step.entry)
    {
    case .noAnswer:
      run.summary.outcome = .partial
      let code = RemoteError.Code.serverFault.rawValue
      run.summary.notes.append(.notReread(row: call.row, code: code))
      return false
    case .refused(let status, let words):
      guard let operation = try sender.freeze(call.row, known: []) else { return false }
      try sender.refuse(operation, status: status, words: words)
      return false
    case .standing(let standing):
      guard StepDecision(on: step, standing) == .send else {
        try keepConflict(call.row, step, standing)
        return false
      }
      try leaveOutEvent(of: call, step, standing.state)
      let known = standing.newest.map { Set([RowKey.integer($0)]) } ?? []
      guard let operation = try sender.freeze(call.row, known: known) else { return false }
      try await sender.transmit(operation, call.action)
      return true
    }
  }

  /// Whether a step that was sent, and of which nothing shows, may be sent again.
  ///
  /// The repair has to be where it was; where it moved on, the step goes back into the queue as a conflict.
  func mayRepeat(_ operation: StoredOperation, _ step: WorkflowStep) async throws -> Bool {
    var entry = step.entry
    if case .integer(let held)? = operation.heldKeys.max() { entry = held }
    let frozen = WorkflowStep(
      repair: step.repair,
      state: step.state,
      entry: entry,
      isRehearsed: false,
      inputs: step.inputs,
      event: step.event
    )
    switch try await StandingReader(run: run, actions: actions)
      .standing(of: step.repair, since: entry)
    {
    case .noAnswer: return false
    case .refused(let status, let words):
      try CallSender(run: run).refuse(operation, status: status, words: words)
      return false
    case .standing(let standing):
      guard StepDecision(on: frozen, standing) == .movedOn else { return true }
      try run.replica.write(by: .engine) { try $0.abandon(operation.number) }
      try keepConflict(operation.row, step, standing)
      return false
    }
  }

  // What is known of a rehearsed state from its history alone may name as an event what the inputs cause.
  private func leaveOutEvent(
    of call: QueuedCall,
    _ step: WorkflowStep,
    _ state: WorkflowState
  ) throws {
    guard step.isRehearsed, step.event != nil, state.events.isEmpty, !state.inputs.isEmpty else {
      return
    }
    try run.replica.write(by: .engine) { try $0.amend(call, [WorkflowStep.event: .null]) }
  }

  private func keepConflict(
    _ row: RowReference,
    _ step: WorkflowStep,
    _ standing: RepairStanding
  ) throws {
    let draft = ConflictDraft(row: row, of: step, standing)
    let now = run.now
    let kept = try run.replica.write(by: .engine) { writer in
      let kept = try writer.keepConflict(draft, now: now)
      let detail: [String: JSONNode] = ["conflict": .integer(kept.number)]
      try writer.note(.conflict, row: row, detail: detail, now: now)
      return kept
    }
    if kept.isNew { run.summary.notes.append(.newConflict(number: kept.number, row: row)) }
  }
}
