import CatalogModel
import RemoteAPI
import ReplicaStore

/// Asks the units that somebody works on to report, each no oftener than it bears.
struct UnitCalls {
  let run: RunContext

  /// Asks those whose turn it is.
  ///
  /// It is the least of what a run does, so a limit that is reached ends it and not the run.
  func perform() async throws {
    guard let rules = run.settings.units, run.request.includes(rules.units) else { return }
    let candidates = try run.replica.read { try self.candidates(rules, $0) }
    let schedule = UnitSchedule(limit: rules.limit)
    for candidate in schedule.due(candidates, at: run.serverNow) {
      guard !run.limits.areReached else { return }
      // The one before may have taught that this account may not.
      let denied = try run.replica.read { try $0.deniedRights() }
      guard !denied.contains(where: { $0.resource == candidate.call.action }) else { continue }
      try await call(candidate)
    }
  }

  private func candidates(
    _ rules: UnitRules,
    _ reader: ReplicaReader
  ) throws -> [UnitSchedule.Candidate] {
    let denied = try reader.deniedRights()
    return try UnitsAtWork(reader, rules).units(at: run.now).compactMap { unit in
      guard
        let (rule, action) = try call(of: unit, rules, reader),
        !denied.contains(where: { $0.resource == action.name })
      else { return nil }
      // What a person asked for is as good as asked for by a run.
      let byHand = try reader.latestUnitRequests(about: unit)
        .first { $0.action == action.name }?.requestedAt
      let askedAt = [try reader.watch(of: unit).askedAt, byHand].compactMap(\.self).max()
      return UnitSchedule.Candidate(unit: unit, call: rule, askedAt: askedAt)
    }
  }

  private func call(
    of unit: RowReference,
    _ rules: UnitRules,
    _ reader: ReplicaReader
  ) throws -> (UnitRules.Call, Action)? {
    for rule in rules.calls {
      guard let action = run.layout.catalog.action(named: rule.action),
        try reader.meetsRequirements(of: action, unit)
      else { continue }
      return (rule, action)
    }
    return nil
  }

  // That it was asked is kept before it is: where the answer is lost the pause holds all the same, and
  // nothing is left to find out about. Nobody typed it, so it is no change and waits for nobody.
  private func call(_ candidate: UnitSchedule.Candidate) async throws {
    let unit = candidate.unit
    guard let action = run.layout.catalog.action(named: candidate.call.action),
      let subject = action.subject
    else { return }
    let serverNow = run.serverNow
    try run.replica.write(by: .engine) { try $0.noteAsked(unit, at: serverNow) }
    run.reportPushing(RowReference(resource: action.name, key: unit.key))
    let call = ActionCall(
      action: action,
      parameters: [subject.parameter: unit.key],
      payload: [:]
    )
    switch try await run.perform(call) {
    case .success(let result): try await keep(result, of: action, unit)
    case .failure(let error): run.summary.notes.append(.notAsked(unit: unit, words: "\(error)"))
    }
  }

  private func keep(_ result: ActionResult, of action: Action, _ unit: RowReference) async throws {
    switch result.answer {
    case .done:
      run.countAnswered()
      let takenAt = result.serverTime ?? run.serverNowAtMost
      let number = try run.replica.write(by: .engine) { writer in
        try writer.keepRequest(action, of: unit, operation: nil, takenAt: takenAt)
      }
      run.requested.insert(number)
      let row = RowReference(resource: action.name, key: unit.key)
      run.summary.notes.append(.requested(row: row))
    case .missing:
      run.countAnswered()
      run.summary.notes.append(.notAsked(unit: unit, words: "404"))
    case .refused(let refusal):
      run.countAnswered()
      try CallSender(run: run).learn(refusal, action)
      // Who only has a repair open did not ask for this, and need not hear who may.
      guard try run.replica.read({ try $0.watch(of: unit).until }) != nil else { return }
      run.summary.notes.append(.notAsked(unit: unit, words: refusal.wholeWords))
    case .unknown(let outcome):
      run.summary.notes.append(.notAsked(unit: unit, words: ""))
      try await run.countUnanswered(outcome)
    }
  }
}
