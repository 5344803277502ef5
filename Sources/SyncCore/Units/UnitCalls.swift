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

  // That it was asked is kept before it is: where the answer is lost the pause holds all the same.
  private func call(_ candidate: UnitSchedule.Candidate) async throws {
    guard let action = run.layout.catalog.action(named: candidate.call.action),
      let subject = action.subject
    else { return }
    let (now, serverNow) = (run.now, run.serverNow)
    let row = try run.replica.write(by: .engine) { writer in
      try writer.noteAsked(candidate.unit, at: serverNow)
      let values: RowFields = [subject.parameter: candidate.unit.key.value]
      return try writer.queue(action, values, now: now).call.row
    }
    run.reportPushing(row)
    do {
      _ = try await CallSender(run: run).send(row)
    } catch {
      try letGo(row, of: candidate.unit)
      throw error
    }
    try letGo(row, of: candidate.unit)
  }

  // Nobody typed it, so nobody has to decide about a refusal, and what was not answered is asked anew when
  // the pause is over.
  private func letGo(_ row: RowReference, of unit: RowReference) throws {
    let isLetGo = try run.replica.write(by: .engine) { writer in
      guard let pending = try writer.reader.pendingRow(row) else { return false }
      if let operation = pending.operation { try writer.abandon(operation.number) }
      let changes = try writer.reader.pendingRow(row)?.changes ?? []
      try writer.close(changes, outcome: .void)
      return true
    }
    guard isLetGo else { return }
    var words = ""
    run.summary.notes.removeAll { note in
      switch note {
      case .refused(row, let said):
        words = said
        return true
      case .unanswered(row): return true
      default: return false
      }
    }
    run.summary.notes.append(.notAsked(unit: unit, words: words))
  }
}
