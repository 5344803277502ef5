import CatalogModel
import RemoteAPI
import ReplicaStore

/// Confirms rows that seem gone, hides them, and forgets them after a second look in a later run.
///
/// Only a page of this API counts from which nothing was cut. A portal's page ends the run, a 403 is
/// lost access and no deletion, and any other trouble leaves everything as it is.
struct GhostSettling {
  let run: RunContext
  let table: ResourceTable

  /// Receipts of creations that are looked at for a restored server.
  private static let receipts = 20

  /// Settles what can be settled now.
  func perform() async throws {
    let (ghosts, rows) = try run.replica.read {
      (try $0.ghosts(of: table), try $0.count(in: table))
    }
    guard !ghosts.isEmpty else { return }
    let step = GhostStep.next(
      ghosts,
      of: rows,
      isAgreed: run.request.agreesToDeletions.contains(table.name),
      rest: run.settings.ghostRest,
      now: run.serverNow
    )
    switch step {
    case .confirm(let keys): try await confirm(keys, ghosts)
    case .wait(let rows, let keys):
      run.summary.notes.append(.tooManyGhosts(resource: table.name, rows: rows))
      try await confirm(keys, ghosts)
    }
  }

  /// Whether so many rows may go without a person having agreed; where not, the run says so.
  func isBelieved(_ ghosts: Int) throws -> Bool {
    let rows = try run.replica.read { try $0.count(in: table) }
    guard PurgeLimit.isExceeded(ghosts: ghosts, of: rows),
      !run.request.agreesToDeletions.contains(table.name)
    else { return true }
    run.summary.notes.append(.tooManyGhosts(resource: table.name, rows: ghosts))
    return false
  }

  /// Lets go of a row whose second look is already done.
  func letGoForGood(_ row: RowReference) throws {
    if try letGo(row, isOurs: false) { try readReferrersAgain(to: [row.key]) }
    try run.replica.write(by: .engine) { try $0.clearGhost(row) }
  }

  private func confirm(_ keys: [RowKey], _ ghosts: [Ghost]) async throws {
    guard !keys.isEmpty else { return }
    var findings = KeyComparison.Findings()
    let missing: Set<RowKey>
    do {
      missing = try await KeyComparison(run: run, table: table).missing(among: keys, &findings)
    } catch let error as RemoteError {
      if error.code == .forbidden { try keepAll(keys) }
      return
    }
    let shown = Set(ghosts.filter { !$0.isHidden }.map(\.row.key))
    try run.replica.write(by: .engine) { writer in
      // Who is there again, and who is gone for the second time, is no ghost any more.
      for key in keys where !missing.contains(key) || !shown.contains(key) {
        try writer.clearGhost(reference(key))
      }
    }
    let gone = keys.filter { missing.contains($0) && shown.contains($0) }
    let lost = try lostCreations(among: Set(gone))
    if !lost.isEmpty {
      run.summary.notes.append(.serverRestored(resource: table.name, rows: lost.count))
    }
    let hidden = try gone.filter { try letGo(reference($0), isOurs: lost.contains($0)) }
    try readReferrersAgain(to: hidden)
  }

  // What may not be read any more is not gone; it stays as it was last seen.
  private func keepAll(_ keys: [RowKey]) throws {
    try run.replica.write(by: .engine) { writer in
      for key in keys { try writer.clearGhost(reference(key)) }
    }
    run.summary.notes.append(.accessLost(resource: table.name))
  }

  // Several of the newest creations that receipts prove, gone together: the server forgot them.
  private func lostCreations(among gone: Set<RowKey>) throws -> Set<RowKey> {
    let newest = try run.replica.read {
      try $0.createdByReceipt(of: table, user: run.user, limit: Self.receipts)
    }
    let lost = newest.prefix { gone.contains($0) }
    return lost.count >= 2 ? Set(lost) : []
  }

  // A row with unsent changes is a conflict, never purged; so is one that we are known to have made and
  // that a restored server lost, which a person may want to send again. Tells whether the row is hidden.
  private func letGo(_ row: RowReference, isOurs: Bool) throws -> Bool {
    if let pending = try run.replica.read({ try $0.pendingRow(row) }) {
      try run.replica.write(by: .engine) { writer in
        try writer.clearGhost(row)
        guard pending.effect != .delete else { return }
        try RereadStep(run: run).keepGone(row, in: table, with: writer)
      }
      return false
    }
    if isOurs {
      try offerAgain(row)
      return false
    }
    let (now, serverNow) = (run.now, run.serverNow)
    try run.replica.write(by: .engine) {
      try $0.hideGhost(row, in: table, now: now, serverNow: serverNow)
    }
    run.summary.ghosts += 1
    return true
  }

  private func readReferrersAgain(to keys: [RowKey]) throws {
    guard !keys.isEmpty else { return }
    run.rereads.formUnion(
      try run.replica.read { try $0.referrers(to: keys, of: table.name) }
    )
  }

  private func offerAgain(_ row: RowReference) throws {
    let now = run.now
    let opened: Int64? = try run.replica.write(by: .engine) { writer in
      try writer.clearGhost(row)
      guard let mine = try writer.reader.row(row.key, in: table) else { return nil }
      let draft = ConflictDraft(
        gone: row,
        mine: mine,
        base: [:],
        columns: table.columns.filter { $0.role == .data && !(mine[$0.name] ?? .null).isNull }
      )
      let (number, isNew) = try writer.keepConflict(draft, now: now)
      return isNew ? number : nil
    }
    if let opened { run.summary.notes.append(.newConflict(number: opened, row: row)) }
  }

  private func reference(_ key: RowKey) -> RowReference {
    RowReference(resource: table.name, key: key)
  }
}
