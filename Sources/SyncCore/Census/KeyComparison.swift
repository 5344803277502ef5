import CatalogModel
import RemoteAPI
import ReplicaStore

/// Compares rows of one resource with the server's, keys and contents, and puts right what differs
/// here; rows that only the replica has are told, not touched.
struct KeyComparison {
  let run: RunContext
  let table: ResourceTable

  /// What a comparison found.
  struct Findings: Sendable {
    /// Keys that only the replica has.
    var gone: [RowKey] = []
    /// Rows that were missing here or differed, and are right now.
    var changed = 0
    /// Where a comparison of one page goes on; nothing at the end.
    var next: RowKey?

    /// Adds what another comparison found.
    mutating func add(_ other: Findings) {
      gone += other.gone
      changed += other.changed
    }
  }

  /// Rows asked for with one question; few enough to be cheap on any link.
  private static let page = 100

  /// Compares a range of keys, or the whole resource where there is none.
  ///
  /// - Returns: what was found; nothing where the server gave no answer that leads anywhere.
  func compare(_ range: KeyRange?) async throws -> Findings? {
    var findings = Findings()
    var there: Set<RowKey> = []
    var after = range?.after
    var landmark = Landmark()
    while true {
      let query = query(after: after, through: range?.through)
      guard let page = try await page(query, &findings) else { return nil }
      there.formUnion(page.keys)
      guard page.hasMore else { break }
      guard let last = page.lastKey, page.isAscending || table.resource.key.type != .integer,
        last != after, landmark.isPassed(by: last)
      else { return nil }
      after = last
    }
    let known = try run.replica.read {
      try $0.knownKeys(after: range?.after, through: range?.through, of: table)
    }
    findings.gone = known.filter { !there.contains($0) }
    return findings
  }

  /// Compares one page of rows above a key; only where both sides order keys alike.
  ///
  /// - Returns: what was found; nothing where the server gave no answer that leads anywhere.
  func comparePage(after: RowKey?) async throws -> Findings? {
    var findings = Findings()
    guard let page = try await page(query(after: after, through: nil), &findings) else {
      return nil
    }
    if page.hasMore {
      guard let last = page.lastKey, page.isAscending else { return nil }
      findings.next = last
    }
    let there = Set(page.keys)
    let known = try run.replica.read { [next = findings.next] in
      try $0.knownKeys(after: after, through: next, of: table)
    }
    findings.gone = known.filter { !there.contains($0) }
    return findings
  }

  /// Asks for rows of certain keys, in scope or out of it.
  ///
  /// - Returns: the keys that the server does not show, proved by a page that nothing was cut from.
  /// - Throws: ``RemoteError`` where the server gave no such page.
  func missing(among keys: [RowKey], _ findings: inout Findings) async throws -> Set<RowKey> {
    let name = table.resource.key.name
    var missing = Set(keys)
    for query in RowQuery(order: [RowOrder(name)], pageSize: 1)
      .chunked(name, in: keys.map(\.value))
    {
      var rest = query
      while true {
        let page = try await answer(rest, &findings)
        missing.subtract(page.keys)
        guard page.hasMore else { break }
        guard case .isIn(_, let asked)? = rest.filters.last, !page.keys.isEmpty else {
          throw RemoteError(code: .unreadable, subject: table.name)
        }
        let found = Set(page.keys.map(\.value))
        let left = asked.filter { !found.contains($0) }
        guard left.count < asked.count else {
          throw RemoteError(code: .unreadable, subject: table.name)
        }
        rest.filters[rest.filters.count - 1] = .isIn(name, left)
      }
    }
    return missing
  }

  private func page(_ query: RowQuery, _ findings: inout Findings) async throws -> IngestedPage? {
    do {
      return try await answer(query, &findings)
    } catch is RemoteError {
      return nil
    }
  }

  private func answer(_ query: RowQuery, _ findings: inout Findings) async throws -> IngestedPage {
    try run.checkLimits()
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: table.resource, matching: query)
    }
    let page = try answer.get()
    let (ingested, merge) = try take(page)
    run.drift.saw(ingested, of: table)
    findings.changed += merge.changed
    run.summary.pulledRows += merge.changed
    run.summary.notes += merge.notes
    return ingested
  }

  private func take(_ page: RemotePage) throws -> (IngestedPage, PageMerge) {
    let (now, clock) = (run.now, run.serverClock)
    do {
      return try run.replica.write(by: .engine) { writer in
        let ingested = try writer.ingest(
          page: page.body,
          into: table,
          now: now,
          serverNow: clock.latest(at: now),
          isCompared: true
        )
        let rebase = Rebase(writer: writer, now: now, clock: clock)
        return (ingested, try PageMerge(ingested, in: table, with: rebase))
      }
    } catch let error as ReplicaError where error.code == .badPage {
      throw RemoteError(code: .unreadable, subject: table.name)
    }
  }

  private func query(after: RowKey?, through last: RowKey?) -> RowQuery {
    let key = table.resource.key.name
    let below = after.map { [RowFilter.compare(key, .greater, $0.value)] } ?? []
    let above = last.map { [RowFilter.compare(key, .lessOrEqual, $0.value)] } ?? []
    return RowQuery(
      filters: table.scopeFilters + below + above,
      order: [RowOrder(key)],
      pageSize: Self.page
    )
  }
}
