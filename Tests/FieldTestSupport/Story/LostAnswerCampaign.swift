import CatalogModel
import DepotCore
import Foundation
import ReplicaStore
import SyncCore
import Synchronization

/// Runs of a technician on a link that loses, delays and mixes up answers, counted at the end by the
/// server's own rows.
///
/// Each world is one technician who works and synchronizes a number of times; then the link is calm until
/// nothing waits. Everything typed carries a text of its own, but for notes that are twins on purpose, so
/// what was made twice or not at all is found by counting.
package final class LostAnswerCampaign: Sendable {
  /// What was counted.
  package struct Tally: Sendable {
    package var runs = 0
    package var creates = 0
    package var updates = 0
    package var deletions = 0
    /// How often what went wrong, by kind and method.
    package var mishaps: [String: Int] = [:]
    /// Conflicts of the only technician there is: with what came of lost answers.
    package var conflicts: [String] = []
    /// What is on the server more than once, less than once, or not as it was typed.
    package var breaches: [String] = []

    package init() {}

    /// Adds what another world counted.
    package mutating func add(_ other: Tally) {
      runs += other.runs
      creates += other.creates
      updates += other.updates
      deletions += other.deletions
      mishaps.merge(other.mishaps) { $0 + $1 }
      conflicts += other.conflicts
      breaches += other.breaches
    }
  }

  private struct State {
    var tally = Tally()
    /// How often each text of a row must be on the server, by `RESOURCE COLUMN TEXT`.
    var typed: [String: Int] = [:]
    var outcomes: [RowKey: String] = [:]
    var deleted: Set<RowKey> = []
    var isDone = false
  }

  package let world: World
  private let agent: Agent
  private let seed: UInt64
  private let chronicle: @Sendable (String) -> Void
  private let state = Mutex(State())

  /// A world of one technician, made from a seed; the chronicle is told every run and decision.
  ///
  /// - Throws: what the depot or the file system throws.
  package init(
    seed: UInt64,
    chronicle: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    self.seed = seed
    self.chronicle = chronicle
    world = try World(seed: seed, catalog: World.circularCatalog())
    agent = try Agent(name: "aline", world: world, clockError: 754, plan: .lossy)
  }

  /// Works and synchronizes so many times, comes to rest, and counts.
  ///
  /// - Throws: what the depot throws.
  package func perform(runs: Int) throws -> Tally {
    defer { world.cleanUp() }
    world.timeline.start { [self] in
      do {
        try await agent.logIn()
        for number in 1...runs { try await round(number) }
        try await rest()
      } catch {
        state.withLock { $0.tally.breaches.append("seed \(seed): \(error)") }
      }
      state.withLock { $0.isDone = true }
    }
    world.timeline.run { state.withLock { $0.isDone } }
    world.timeline.end()
    try count()
    return state.withLock { state in
      state.tally.mishaps = agent.transport.mishaps
      return state.tally
    }
  }

  private func round(_ number: Int) async throws {
    try work(number)
    chronicle("\(world.timeline.now) run \(number): \(try await agent.sync())")
    state.withLock { $0.tally.runs += 1 }
    await world.timeline.sleep(seconds: agent.random.fraction() * 40)
  }

  private func work(_ number: Int) throws {
    let text = "\(seed).\(number)"
    for part in 0..<(1 + agent.random.below(2)) { try add(note: "\(text).\(part)") }
    if agent.random.chance(0.2) {
      for _ in 0..<2 { try add(note: "twin \(text)") }
    }
    let repair = try insert(
      "repairs",
      ["product_imei": .text(World.imei(1 + number % 4)), "workflow_name": .text(text)],
      by: "workflow_name"
    )
    try insert(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)],
      by: nil
    )
    if agent.random.chance(0.3) {
      let note = try add(note: "about \(text)", ["repair_id": repair.value])
      try update("repairs", repair, ["latest_note_id": note.value])
    }
    try updateOne(text)
    if agent.random.chance(0.5) { try deleteOne() }
  }

  @discardableResult
  private func add(note text: String, _ more: RowFields = [:]) throws -> RowKey {
    let fields: RowFields = ["note_text": .text(text), "product_imei": .text(World.imei(1))]
    return try insert("product_notes", fields.merging(more) { $1 }, by: "note_text")
  }

  private func updateOne(_ text: String) throws {
    let key = RowKey.integer(Int64(1 + agent.random.below(4)))
    guard let table = agent.replica.layout.table("repairs"),
      try agent.replica.read({ try $0.row(key, in: table) }) != nil
    else { return }
    try update("repairs", key, ["outcome": .text(text)])
    state.withLock {
      $0.outcomes[key] = text
      $0.tally.updates += 1
    }
  }

  private func deleteOne() throws {
    guard let table = agent.replica.layout.table("repair_symptom_type_linker") else { return }
    // A row that no receipt claims may be one of ours that is not recognised yet; taking it for a
    // stranger's is no wish to have it gone.
    let known = try agent.replica.read { reader in
      try reader.claimed(
        reader.rows(in: table, where: [], order: [], limit: nil)
          .compactMap { $0.key(in: table.resource) },
        of: table.name
      ).sorted()
    }
    guard let key = agent.random.pick(known) else { return }
    try agent.replica.write(by: .person(now: agent.clock.now())) {
      _ = try $0.delete(key, from: table)
    }
    state.withLock {
      $0.deleted.insert(key)
      $0.tally.deletions += 1
    }
  }

  @discardableResult
  private func insert(_ resource: String, _ fields: RowFields, by column: String?) throws -> RowKey
  {
    guard let table = agent.replica.layout.table(resource) else {
      throw StoryError.editFailed(resource)
    }
    let key = try agent.replica.write(by: .person(now: agent.clock.now())) { writer in
      try writer.insert(fields, into: table).key
    }
    state.withLock { state in
      state.tally.creates += 1
      guard let column, let value = fields[column] else { return }
      state.typed["\(resource) \(column) \(value)", default: 0] += 1
    }
    return key
  }

  private func update(_ resource: String, _ key: RowKey, _ fields: RowFields) throws {
    guard let table = agent.replica.layout.table(resource) else { return }
    try agent.replica.write(by: .person(now: agent.clock.now())) {
      _ = try $0.update(key, set: fields, in: table)
    }
  }

  private func rest() async throws {
    agent.transport.plan = .calm
    for _ in 1...40 {
      try settleConflicts()
      let summary = try await agent.sync()
      chronicle("\(world.timeline.now) at rest: \(summary)")
      if summary.outcome == .complete, summary.waiting + summary.unknown + summary.conflicts == 0 {
        return
      }
      await world.timeline.sleep(seconds: 120)
    }
    let queue = try agent.replica.read { try $0.queue() }
    for entry in queue {
      state.withLock { $0.tally.breaches.append("seed \(seed): \(entry.row) is \(entry.state)") }
    }
  }

  // Whoever works here wants what was typed last, so that nothing typed may be missing in the end.
  private func settleConflicts() throws {
    let resolution = ConflictResolution(replica: agent.replica, clock: agent.clock)
    for conflict in try agent.replica.read({ try $0.conflicts() }) {
      let isDuplicate = conflict.kind == .duplicate
      let decision = isDuplicate ? try TruthfulAnswer(agent: agent).about(conflict) : .mine
      try resolution.resolve(conflict.number, with: decision)
      state.withLock {
        $0.tally.conflicts.append("seed \(seed): \(conflict.kind) of \(conflict.row)")
      }
    }
  }

  private func count() throws {
    let (typed, outcomes, deleted) = state.withLock { ($0.typed, $0.outcomes, $0.deleted) }
    var found: [String: Int] = [:]
    for (resource, column) in [("product_notes", "note_text"), ("repairs", "workflow_name")] {
      for row in try world.depot.rows(of: resource) {
        guard let value = row[column], !value.isNull else { continue }
        found["\(resource) \(column) \(value)", default: 0] += 1
      }
    }
    var breaches = Set(typed.keys).union(found.keys).sorted().compactMap { place -> String? in
      let (want, have) = (typed[place] ?? 0, found[place] ?? 0)
      return want == have ? nil : "seed \(seed): \(place) typed \(want) times, made \(have)"
    }
    breaches += try strayLinkers(deleted)
    for row in try world.depot.rows(of: "repairs") {
      guard let key = row["repair_id"].flatMap(RowKey.init), let outcome = outcomes[key],
        row["outcome"] != .text(outcome)
      else { continue }
      breaches.append("seed \(seed): repair \(key) lacks \(outcome)")
    }
    state.withLock { $0.tally.breaches += breaches }
  }

  // Every new repair has one symptom, unless that was deleted.
  private func strayLinkers(_ deleted: Set<RowKey>) throws -> [String] {
    let linkers = try world.depot.rows(of: "repair_symptom_type_linker")
    let kept = linkers.compactMap { $0["repair_symptom_type_linker_id"].flatMap(RowKey.init) }
    let undead = deleted.intersection(kept).map { "seed \(seed): linker \($0) is still there" }
    let made = try world.depot.rows(of: "repairs").count { $0["workflow_name"]?.isNull == false }
    let missing = made - linkers.count - deleted.count
    return undead
      + (missing == 0 ? [] : ["seed \(seed): \(missing) linkers too few, or too many if negative"])
  }
}
