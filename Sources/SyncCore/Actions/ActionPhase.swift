import CatalogModel
import ReplicaStore

/// Does the actions whose turn it is: of each thing that actions are about, the oldest one.
struct ActionPhase {
  let run: RunContext

  /// The actions that can go now or as soon as the rows have gone that they wait for, in the order in which
  /// they were asked for.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  func ready() throws -> [ReadyCall] {
    let planner = PushPlanner(catalog: run.layout.catalog, user: run.user, now: run.now)
    return try run.replica.read { reader in
      try reader.calls().compactMap { call in
        guard run.request.includes(run.layout.catalog.subject(of: call.row.resource)),
          let pending = try reader.pendingRow(call.row), planner.obstacle(to: pending) == nil,
          let awaited = try awaited(by: pending, planner, reader)
        else { return nil }
        return ReadyCall(call: call, awaited: awaited)
      }
    }
  }

  /// Does the first of them about each thing.
  ///
  /// A step takes three exchanges, each after the other; what is asked of other things goes beside the
  /// steps.
  ///
  /// - Returns: whether any was sent, so that what waited behind it may go.
  func perform() async throws -> Bool {
    let calls = try next()
    let steps = calls.filter(isStep)
    guard !steps.isEmpty, steps.count < calls.count, run.width.allowed > 1 else {
      return try await send(calls)
    }
    let beside = try CallsBeside(run: run, calls.filter { !isStep($0) })
    return try await beside.perform { try await send(steps + beside.left) }
  }

  private func send(_ calls: [QueuedCall]) async throws -> Bool {
    var isAnySent = false
    for call in calls {
      try run.checkLimits()
      run.reportPushing(call.row)
      if try await CallSender(run: run).send(call.row) { isAnySent = true }
    }
    return isAnySent
  }

  private func isStep(_ call: QueuedCall) -> Bool {
    WorkflowStep(call.action, call.values) != nil
  }

  private func next() throws -> [QueuedCall] {
    var subjects: Set<RowReference> = []
    return try ready().compactMap { ready in
      if let subject = ready.call.subject {
        guard !subjects.contains(subject) else { return nil }
        // What carries changes lets pass what was asked for before the last of them.
        if ready.awaited.isEmpty || !ready.carriesChanges { subjects.insert(subject) }
      }
      return ready.awaited.isEmpty ? ready.call : nil
    }
  }

  // Nothing where one of them cannot go.
  private func awaited(
    by call: PendingRow,
    _ planner: PushPlanner,
    _ reader: ReplicaReader
  ) throws -> Set<RowReference>? {
    var found: Set<RowReference> = []
    var next = call.needs
    while let need = next.popLast() {
      guard found.insert(need).inserted else { continue }
      guard let pending = try reader.pendingRow(need), planner.obstacle(to: pending) == nil,
        !run.circles.contains(need)
      else { return nil }
      next += pending.needs
    }
    return found
  }
}
