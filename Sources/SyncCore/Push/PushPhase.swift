import CatalogModel
import ReplicaStore

/// Sends what is ready over several lanes, each operation frozen before its first byte leaves.
///
/// Creates and updates go first, rows before those that refer to them; deletions last, children first.
struct PushPhase {
  /// How much of it.
  enum Portion {
    /// What is small enough to go before the pull.
    case small
    case all
  }

  let run: RunContext

  init(run: RunContext) {
    self.run = run
  }

  /// Sends everything of that portion that can be sent now, and reports why the rest waits.
  func perform(_ portion: Portion) async throws {
    try run.replica.write(by: .engine) { try $0.rewriteLateReferences() }
    if try run.replica.read({ try CarriedChanges.isAnyUntold($0) }) {
      let now = run.now
      try run.replica.write(by: .engine) { try CarriedChanges(writer: $0, now: now).tellLate() }
    }
    try await ConditionProbe(run: run).perform()
    run.beginPush(rows: try run.replica.read { try $0.pendingCount() })
    try await send(portion)
    guard portion == .all else { return }
    // The last look of a run says what is left.
    run.summary.notes.removeAll { if case .blocked = $0 { true } else { false } }
    run.summary.notes += try BlockedRows(run: run).notes(except: toldRefused)
  }

  // What was edited after an action waits until it has gone, or until something stands against it.
  private func send(_ portion: Portion) async throws {
    let actions = ActionPhase(run: run)
    var order = CallOrder(try actions.ready())
    while true {
      try await sendEdits(small: portion == .small, order)
      try await VerifyPhase(run: run).confirmAttached()
      try await sendDeletions(small: portion == .small, order)
      guard portion == .all else { return }
      let isAnySent = try await actions.perform()
      let next = CallOrder(try actions.ready())
      guard isAnySent || next != order else { return }
      order = next
    }
  }

  // Walks as long as one lets more go: a row may refer to one that comes later in the queue.
  private func sendEdits(small: Bool, _ order: CallOrder) async throws {
    var withheld: [RowReference: Set<RowReference>] = [:]
    while true {
      let flight = LaneFlight(
        run,
        .all,
        small: small,
        order: order,
        withheld: withheld,
        maximumLanes: run.settings.lanes
      )
      try await flight.perform()
      guard !flight.board.passedOver.isEmpty else { return }
      if flight.board.delivered > 0 { continue }
      let circles = try WaitingCircles(run: run).search(among: flight.board.passedOver)
      run.circles.formUnion(circles.stuck)
      let new = circles.withheld.filter { withheld[$0.key] != $0.value }
      guard !new.isEmpty else { return }
      withheld.merge(new) { $0.union($1) }
    }
  }

  private func sendDeletions(small: Bool, _ order: CallOrder) async throws {
    let depths = LinkDepths(catalog: run.layout.catalog)
    let waiting = try run.replica.read { try $0.resourcesWithDeletions() }
    let levels = Dictionary(grouping: waiting) { depths[$0] }
    for (_, resources) in levels.sorted(by: { $0.key > $1.key }) {
      for resource in resources where run.request.includes(resource) {
        try await LaneFlight(
          run,
          .deletions(resource),
          small: small,
          order: order,
          maximumLanes: refersToItself(resource) ? 1 : run.settings.lanes
        ).perform()
      }
    }
  }

  // Among rows of one table, those deleted first here go first.
  private func refersToItself(_ resource: String) -> Bool {
    run.layout.catalog[resource]?.columns.contains { $0.link?.resource == resource } ?? false
  }

  // What this run sent and the server refused has been told, with the server's words.
  var toldRefused: Set<RowReference> {
    run.summary.notes.reduce(into: []) { rows, note in
      if case .refused(let row, _) = note { rows.insert(row) }
    }
  }
}
