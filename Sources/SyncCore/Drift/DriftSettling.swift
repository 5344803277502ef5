import CatalogModel
import ReplicaStore

/// Tells what of the server's shape changed since the last run, once, and keeps what is known of it.
struct DriftSettling {
  let run: RunContext

  /// Settles what this run saw.
  ///
  /// - Throws: ``ReplicaError`` when the replica cannot be read or written.
  func perform() throws {
    let known = try run.replica.read { try $0.knownDrift() }
    for table in run.layout.tables where table.resource.allows(.read) {
      try settle(table, known[table.name] ?? KnownDrift())
    }
  }

  /// Resources that could not be read before and can be now: what came in the meantime, and what may
  /// be seen only since, is found by counting.
  func regained() throws -> Set<String> {
    let denied = try run.replica.read { try $0.knownDrift() }.filter { $0.value.denial != nil }
    return Set(denied.keys).intersection(run.drift.answered).subtracting(run.drift.denials.keys)
  }

  // What came in sight again is not all here before it was looked for; a load brings everything.
  private func hasCaughtUp(_ table: ResourceTable) throws -> Bool {
    if table.resource.lists == .whole || run.drift.caughtUp.contains(table.name) { return true }
    let cursor = try run.replica.read {
      try $0.cursor(of: table.name, scope: PullPhase.scope)
    }
    return cursor.stage == .load
  }

  private func settle(_ table: ResourceTable, _ known: KnownDrift) throws {
    let denial = run.drift.denials[table.name]
    guard denial != nil || run.drift.answered.contains(table.name),
      try known.denial == nil || denial != nil || hasCaughtUp(table)
    else {
      if known.denial != nil { run.summary.deniedResources += 1 }
      return
    }
    let seen = run.drift.sightings[table.name]?.points(in: table)
    guard denial != nil || seen != nil || known.denial != nil else { return }
    let step = try run.replica.read { reader in
      try DriftStep(known: known.points, denial: denial, seen: seen) {
        try reader.isHeld($0, in: table)
      }
    }
    run.summary.notes += step.news.map { .drifted(resource: table.name, $0) }
    run.summary.notes += step.over.map { .driftOver(resource: table.name, $0) }
    if denial != nil { run.summary.deniedResources += 1 }
    guard !step.points.isEmpty || !known.points.isEmpty else { return }
    let now = denial == nil ? nil : run.serverNow
    let next = KnownDrift(points: step.points, deniedAt: now)
    guard next != known else { return }
    try run.replica.write(by: .engine) { try $0.keep(next, of: table) }
  }
}
