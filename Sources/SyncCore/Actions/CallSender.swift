import CatalogModel
import RemoteAPI
import ReplicaStore

/// Freezes an action, sends it once, and keeps what the server answered.
struct CallSender {
  let run: RunContext

  /// Sends a queued action if nothing stands against it by now.
  ///
  /// - Returns: whether it left.
  func send(_ row: RowReference) async throws -> Bool {
    guard let call = try run.replica.read({ try $0.call(row) }) else { return false }
    if let actions = WorkflowActions(run.layout.catalog),
      let step = WorkflowStep(call.action, call.values)
    {
      return try await StepSender(run: run, actions: actions).send(call, step)
    }
    let evidence = CallEvidence(run: run, action: call.action)
    guard let known = try await evidence.known(before: call.values) else {
      run.summary.outcome = .partial
      run.summary.notes.append(.notReread(row: row, code: RemoteError.Code.serverFault.rawValue))
      return false
    }
    guard let operation = try freeze(row, known: known) else { return false }
    try await transmit(operation, call.action)
    return true
  }

  /// Sends an action that is frozen already.
  func transmit(_ operation: StoredOperation, _ action: Action) async throws {
    let calls = try calls(of: operation, action)
    for (index, call) in calls.enumerated() {
      switch try await answer(to: call, of: operation) {
      case .success(let result):
        if case .done = result.answer, index + 1 < calls.count {
          run.countAnswered()
          continue
        }
        if case .unknown(let outcome) = result.answer,
          OtherPaths.unknown.contains(outcome.status ?? 0)
        {
          try OtherPaths(replica: run.replica).turn(call.action)
        }
        return try await keep(result, of: operation, action)
      case .failure(let error):
        return try refuse(operation, status: error.status, words: "\(error)")
      }
    }
  }

  /// Keeps what came of an action that was sent beside something else.
  func take(_ answer: CallAnswer) async throws {
    let (operation, action) = (answer.operation, answer.action)
    switch answer.result {
    case .success(let result):
      let isOld = run.serverClock.predates(result.serverTime, askedAt: answer.times.lowerBound)
      run.heard(
        result,
        askedAt: answer.times.lowerBound,
        answeredAt: answer.times.upperBound,
        isWrite: true
      )
      try await keep(isOld ? result.ofAnother : result, of: operation, action)
    case .failure(let error):
      guard error.code != .refusedByClient else {
        return try refuse(operation, status: error.status, words: "\(error)")
      }
      // Thrown, so it had no effect (RemoteServer's promise).
      try run.replica.write(by: .engine) { try $0.abandon(operation.number) }
      guard error.retryAfter != nil, try await run.pause(for: error) else {
        throw RunInterruption(error) ?? .link(error)
      }
      _ = try await send(operation.row)
    }
  }

  private func calls(of operation: StoredOperation, _ action: Action) throws -> [ActionCall] {
    guard let actions = WorkflowActions(run.layout.catalog),
      let step = WorkflowStep(action, operation.values)
    else { return [ActionCall(operation, action)] }
    let turned = try OtherPaths(replica: run.replica).turned(of: [actions.inputs, actions.events])
    return step.calls(actions) { turned.contains($0.name) }
  }

  private func answer(
    to call: ActionCall,
    of operation: StoredOperation
  ) async throws -> Result<ActionResult, RemoteError> {
    do {
      return try await run.perform(call)
    } catch {
      // Thrown, so it had no effect (RemoteServer's promise); one that was sent before stays unknown.
      if operation.attempts <= 1 {
        try run.replica.write(by: .engine) { try $0.abandon(operation.number) }
      }
      throw error
    }
  }

  /// Keeps an action as done.
  func confirm(
    _ operation: StoredOperation,
    _ action: Action,
    outcome: ReceiptOutcome,
    answer: JSONNode? = nil,
    serverTime: NaiveTime?
  ) throws {
    let now = run.now
    let request = try run.replica.write(by: .engine) { writer in
      try writer.completeCall(
        operation,
        outcome: outcome,
        answer: answer,
        serverTime: serverTime,
        now: now
      )
      try leave(operation, action, writer)
      try name(operation, action, answer, writer)
      return try writer.reader.unitRequest(ofOperation: operation.number)
    }
    run.summary.applied += 1
    run.touched.formUnion(
      [action.subject?.resource, action.proof?.resource, action.opened?.resource].compactMap(\.self)
    )
    if outcome == .adopted { run.summary.notes.append(.adopted(row: operation.row)) }
    if let request { run.requested.insert(request.number) }
    if action.confirmation != nil { run.summary.notes.append(.requested(row: operation.row)) }
  }

  // What refers to the row that the answer names has waited for that.
  private func name(
    _ operation: StoredOperation,
    _ action: Action,
    _ answer: JSONNode?,
    _ writer: ReplicaWriter
  ) throws {
    guard let opened = action.opened, let key = answer.flatMap(opened.key(in:)),
      let expected = operation.values[opened.member].flatMap(RowKey.init), expected.isProvisional
    else { return }
    try writer.name(RowReference(resource: opened.resource, key: expected), as: key)
  }

  // The state that is held is the one that a step has led away from.
  private func leave(
    _ operation: StoredOperation,
    _ action: Action,
    _ writer: ReplicaWriter
  ) throws {
    guard let actions = WorkflowActions(run.layout.catalog),
      let step = WorkflowStep(action, operation.values)
    else { return }
    run.moved.insert(step.repair)
    try KnownStates(writer.reader, actions, language: run.server.language)
      .leave(step.repair, with: writer)
  }

  /// Keeps an action as refused, with the server's words.
  func refuse(_ operation: StoredOperation, status: Int?, words: String) throws {
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      try writer.refuse(operation.number, status: status, words: words)
      try writer.note(
        .refused,
        row: operation.row,
        operation: operation.number,
        detail: ["status": status.map { .integer(Int64($0)) } ?? .null, "words": .text(words)],
        now: now
      )
    }
    run.summary.notes.append(.refused(row: operation.row, words: words))
  }

  /// Freezes a queued action as it is, if nothing stands against it by now.
  ///
  /// - Returns: the operation; nothing where something does.
  func freeze(_ row: RowReference, known: Set<RowKey>) throws -> StoredOperation? {
    let id = run.operationID()
    let (serverNow, now) = (run.serverNow, run.now)
    let planner = PushPlanner(catalog: run.layout.catalog, user: run.user, now: now)
    return try run.replica.write(by: .engine) { writer in
      guard let pending = try writer.reader.pendingRow(row), pending.needs.isEmpty,
        planner.obstacle(to: pending) == nil
      else { return nil }
      if let refused = pending.operation { try writer.abandon(refused.number) }
      guard let fresh = try writer.reader.pendingRow(row),
        let draft = try writer.reader.draft(of: fresh)
      else { return nil }
      return try writer.freeze(
        draft,
        id: id,
        user: run.user,
        serverNow: serverNow,
        localNow: now,
        heldKeys: known
      )
    }
  }

  private func keep(
    _ result: ActionResult,
    of operation: StoredOperation,
    _ action: Action
  ) async throws {
    switch result.answer {
    case .done(let answer):
      run.countAnswered()
      try confirm(
        operation,
        action,
        outcome: .confirmed,
        answer: answer,
        serverTime: result.serverTime
      )
    case .missing:
      run.countAnswered()
      try refuse(operation, status: 404, words: action.subject?.resource ?? action.name)
    case .refused(let refusal):
      run.countAnswered()
      // A repeated one, by us or by whoever stands in between, may be refused because the first has done it.
      if try await hasHappened(operation, action) {
        return try confirm(operation, action, outcome: .adopted, serverTime: result.serverTime)
      }
      try learn(refusal, action)
      try refuse(operation, status: refusal.status, words: refusal.wholeWords)
    case .unknown(let outcome):
      try run.replica.write(by: .engine) { writer in
        try run.noteUnanswered(operation, outcome, with: writer)
      }
      try await run.countUnanswered(outcome)
    }
  }

  private func hasHappened(_ operation: StoredOperation, _ action: Action) async throws -> Bool {
    let evidence = CallEvidence(run: run, action: action)
    guard case .findings(let found) = try await evidence.found(of: operation) else { return false }
    return found.showsEffect
  }

  /// Remembers what a 403 teaches.
  func learn(_ refusal: Refusal, _ action: Action) throws {
    guard refusal.status == 403, let method = ResourceMethod(rawValue: action.method) else {
      return
    }
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      try writer.learnDenied(DeniedRight(resource: action.name, method: method), now: now)
    }
  }
}

extension ActionCall {
  /// What a frozen action sends; what was left empty is not sent.
  init(_ operation: StoredOperation, _ action: Action) {
    let parameter = action.subject?.parameter
    var payload: [String: JSONNode] = [:]
    for (name, value) in operation.values
    where name != parameter && name != action.opened?.member && !value.isNull {
      payload[name] = JSONNode(value)
    }
    let key = parameter.flatMap { operation.values[$0] }.flatMap { RowKey($0) }
    self.init(
      action: action,
      parameters: parameter.flatMap { name in key.map { [name: $0] } } ?? [:],
      payload: payload
    )
  }
}
