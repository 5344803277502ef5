import CatalogModel
import RemoteAPI
import ReplicaStore

/// Sends what is ready, one operation after the other, each frozen before its first byte leaves.
struct PushPhase {
  /// How much of it.
  enum Portion {
    /// What is small enough to go before the pull.
    case small
    case all
  }

  let run: RunContext
  private var sender: OperationSender { OperationSender(run: run) }

  init(run: RunContext) {
    self.run = run
  }

  /// Sends everything of that portion that is ready now, and reports why the rest waits.
  func perform(_ portion: Portion) async throws {
    let plan = try prepare()
    let ready = try plan.ready.filter { row in
      try run.request.includes(row.row.resource) && (portion == .all || isSmall(row))
    }
    var rest = ready[...]
    while let first = rest.first {
      try run.checkLimits()
      run.report(.pushing(row: first.row, number: ready.count - rest.count + 1, of: ready.count))
      let batch = batch(at: rest)
      rest = rest.dropFirst(batch.count)
      let unread = try await RereadStep(run: run).perform(batch)
      note(unread)
      for row in batch where unread[row.row] == nil { try await sender.send(row.row) }
    }
    if portion == .all {
      // The last plan of a run says what is left.
      run.summary.notes.removeAll { if case .blocked = $0 { true } else { false } }
      run.summary.notes += plan.blocked.filter { !isToldRefused($0.row) }
        .map { .blocked(row: $0.row, obstacle: $0.obstacle) }
    }
  }

  // What this run sent and the server refused has been told, with the server's words.
  private func isToldRefused(_ row: RowReference) -> Bool {
    run.summary.notes.contains { note in
      if case .refused(row, _) = note { true } else { false }
    }
  }

  private func note(_ unread: [RowReference: RemoteError]) {
    guard !unread.isEmpty else { return }
    run.summary.outcome = .partial
    run.summary.notes += unread.sorted { $0.key.description < $1.key.description }
      .map { .notReread(row: $0.key, code: $0.value.code.rawValue) }
  }

  /// Late references are rewritten, changes that cancel out are closed, and the rest is planned.
  private func prepare() throws -> PushPlan {
    try run.replica.write(by: .engine) { writer in
      try writer.rewriteLateReferences()
      let planner = PushPlanner(catalog: run.layout.catalog, user: run.user)
      let plan = planner.plan(try writer.reader.pendingRows())
      for row in plan.void { try closeVoid(row, with: writer) }
      return plan
    }
  }

  private func closeVoid(_ pending: PendingRow, with writer: ReplicaWriter) throws {
    guard let table = writer.layout.table(pending.row.resource) else { return }
    if let operation = pending.operation { try writer.abandon(operation.number) }
    let changes = try writer.reader.pendingRow(pending.row)?.changes ?? pending.changes
    try writer.close(changes, outcome: .void)
    if let base = try writer.reader.baseRow(pending.row.key, in: table) {
      try writer.replaceRow(base, in: table)
      try writer.clearBase(pending.row.key, in: table)
    }
  }

  private func isSmall(_ row: PendingRow) throws -> Bool {
    let draft = try run.replica.read { try $0.draft(of: row) }
    let length = draft?.values.values.reduce(0) { $0 + $1.description.utf8.count } ?? 0
    return length <= run.settings.smallPayload
  }

  // Neighbouring updates of one resource share the request that reads their rows again.
  private func batch(at rest: ArraySlice<PendingRow>) -> [PendingRow] {
    guard let first = rest.first, case .update = first.effect else { return Array(rest.prefix(1)) }
    return Array(
      rest.prefix(run.settings.rereadBatch).prefix { row in
        guard case .update = row.effect else { return false }
        return row.row.resource == first.row.resource
      }
    )
  }
}
