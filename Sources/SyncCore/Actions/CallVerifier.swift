import CatalogModel
import RemoteAPI
import ReplicaStore

/// Finds out what became of actions that were sent and not answered, before they are sent again.
struct CallVerifier {
  let run: RunContext

  /// Verifies one of them.
  ///
  /// - Returns: when it is settled, where it may still commit.
  func verify(_ operation: StoredOperation) async throws -> NaiveTime? {
    guard let action = run.layout.catalog.action(named: operation.row.resource) else { return nil }
    let evidence = CallEvidence(run: run, action: action)
    let findings: CallVerification.Findings?
    switch try await evidence.found(of: operation) {
    case .noAnswer: return nil
    case .noProof: findings = nil
    case .findings(let found): findings = found
    }
    let verification = CallVerification(action: action, settle: run.settings.settle)
    switch verification.verdict(on: operation, findings, now: run.serverNow) {
    case .happened:
      try CallSender(run: run).confirm(
        operation,
        action,
        outcome: .adopted,
        serverTime: run.serverNow
      )
    case .settle(let until): return until
    case .sendAgain: try await sendAgain(operation, action)
    case .ask: try ask(operation)
    }
    return nil
  }

  // One that fails again and again, is on hold or has waited too long goes back into the queue, which says
  // so; it has had no effect, or one that may be repeated.
  private func sendAgain(_ operation: StoredOperation, _ action: Action) async throws {
    let sender = CallSender(run: run)
    if operation.status == 500, operation.attempts >= run.settings.attemptsBeforeRefusal {
      return try sender.refuse(operation, status: 500, words: operation.words ?? "500")
    }
    if let notBefore = operation.notBefore, run.serverNow < notBefore { return }
    if let actions = WorkflowActions(run.layout.catalog),
      let step = WorkflowStep(action, operation.values),
      try await !StepSender(run: run, actions: actions).mayRepeat(operation, step)
    {
      return
    }
    let now = run.now
    let again = try run.replica.write(by: .engine) { writer -> StoredOperation? in
      let pending = try writer.reader.pendingRow(operation.row)
      let isUnwanted = pending.map { $0.isHeld || $0.isExpired(at: now) } ?? true
      guard !isUnwanted else {
        try writer.abandon(operation.number)
        return nil
      }
      try writer.noteAnotherAttempt(operation.number)
      try writer.note(.sentAgain, row: operation.row, operation: operation.number, now: now)
      return try writer.reader.operation(operation.number)
    }
    if let again { try await sender.transmit(again, action) }
  }

  private func ask(_ operation: StoredOperation) throws {
    let now = run.now
    let (number, isNew) = try run.replica.write(by: .engine) { writer in
      let kept = try writer.keepConflict(
        ConflictDraft(row: operation.row, kind: .action, columns: []),
        now: now
      )
      try writer.note(
        .conflict,
        row: operation.row,
        operation: operation.number,
        detail: ["conflict": .integer(kept.number)],
        now: now
      )
      return kept
    }
    if isNew { run.summary.notes.append(.newConflict(number: number, row: operation.row)) }
  }
}
