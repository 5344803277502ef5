import CatalogModel
import RemoteAPI
import ReplicaStore

/// Takes in what is new on the server, resource by resource, most urgent first.
struct PullPhase {
  let run: RunContext

  /// The scope of rows this replica holds; cursors belong to a resource and a scope.
  static let scope = "account"

  /// Pulls every resource that the run concerns itself with.
  func perform() async throws {
    let tables = run.layout.tables
      .filter { run.request.includes($0.resource.name) && $0.resource.allows(.read) }
      .sorted { ($0.resource.urgency, $0.resource.name) < ($1.resource.urgency, $1.resource.name) }
    for table in tables { try await pull(table) }
  }

  /// Pulls one resource until it is at rest.
  func pull(_ table: ResourceTable) async throws {
    let name = table.resource.name
    let (stored, newest) = try run.replica.read { reader in
      // Only until the first receipt: finding the newest stamp reads the whole table.
      let isClockKnown = run.serverClock.stampLag != nil
      return (
        try reader.cursor(of: name, scope: Self.scope),
        isClockKnown ? nil : try reader.newestStamp(in: table)
      )
    }
    // The watermark to come is the server's clock before the first question.
    var cursor = stored.started(nextWatermark: run.watermark(newestStamp: newest))
    var size = run.settings.pageSize
    while let query = cursor.query(for: table.resource, pageSize: size) {
      try run.checkLimits()
      let answer = try await run.ask { () async throws(RemoteError) in
        try await run.server.rows(of: table.resource, matching: query)
      }
      switch answer {
      case .success(let page):
        guard let next = try takeWhatIsPage(page, into: table, at: cursor) else { return }
        guard next != cursor else { return noteOutOfOrder(table) }
        cursor = next
      case .failure(let error) where error.code == .tooLarge && size > 1:
        size /= 2
      case .failure(let error):
        return noteNotPulled(table, error.code)
      }
    }
  }

  // An envelope that is none of this API's, such as a count below zero, concerns this resource only.
  private func takeWhatIsPage(
    _ page: RemotePage,
    into table: ResourceTable,
    at cursor: PullCursor
  ) throws -> PullCursor? {
    do {
      return try take(page, into: table, at: cursor)
    } catch let error as ReplicaError where error.code == .badPage {
      noteNotPulled(table, .unreadable)
      return nil
    }
  }

  // Rows, merges and the cursor are one transaction: a run killed here loses one page at most.
  private func take(
    _ page: RemotePage,
    into table: ResourceTable,
    at cursor: PullCursor
  ) throws -> PullCursor? {
    let name = table.resource.name
    let now = run.now
    var notes: [SyncNote] = []
    let (ingested, changed, next) = try run.replica.write(by: .engine) { writer in
      let ingested = try writer.ingest(page: page.body, into: table, after: cursor.lastKey)
      guard ingested.isAscending || table.resource.key.type != .integer else {
        return (ingested, 0, PullCursor?.none)
      }
      var changed = ingested.changed
      for row in ingested.withheld {
        let rebase = Rebase(writer: writer, now: now, clock: run.serverClock)
        let effect = try rebase.take(row, in: table)
        if effect.isChanged { changed += 1 }
        if let number = effect.opened, let key = row.key(in: table.resource) {
          notes.append(
            .newConflict(number: number, row: RowReference(resource: name, key: key))
          )
        }
      }
      let isLast = ingested.rows == 0 || ingested.totalPages <= 1
      let next = cursor.advanced(past: ingested.lastKey, isLast: isLast)
      try writer.keepCursor(next, of: name, scope: Self.scope, now: now)
      return (ingested, changed, next)
    }
    run.summary.notes += notes
    run.summary.pulledRows += changed
    for row in ingested.setAside {
      run.summary.notes.append(
        .setAside(resource: name, key: row.key?.description ?? "?", reason: row.reason)
      )
    }
    run.report(.pulling(resource: name, rows: ingested.rows, of: ingested.numResults))
    if next == nil { noteOutOfOrder(table) }
    return next
  }

  private func noteNotPulled(_ table: ResourceTable, _ code: RemoteError.Code) {
    run.summary.notes.append(.notPulled(resource: table.resource.name, code: code.rawValue))
    run.summary.outcome = .partial
  }

  // Rows that do not ascend, or a page that brings the walk nowhere: asking on would never end.
  private func noteOutOfOrder(_ table: ResourceTable) {
    run.summary.notes.append(.outOfOrder(resource: table.resource.name))
    run.summary.outcome = .partial
  }
}
