import CatalogModel
import RemoteAPI
import ReplicaStore

/// Takes in what is new on the server, most urgent first.
struct PullPhase {
  let run: RunContext

  /// The scope of rows this replica holds; cursors belong to a resource and a scope.
  static let scope = "account"

  /// Pulls every resource that the run concerns itself with and that is due.
  func perform() async throws {
    try await pull(try due(), counting: try EarlyCounts.questions(of: run))
    run.summary.hasPulled = run.request.only.isEmpty && !run.summary.notes.contains(where: \.isGap)
    try await NewsTrial(run: run).perform()
  }

  /// How many questions the pull begins with, and the census beside it.
  func questionsAtFirst() throws -> Int {
    let tables = try due()
    let stages = try run.replica.read { reader in
      try tables.map { try reader.cursor(of: $0.name, scope: Self.scope).stage }
    }
    let pages = stages.count { $0 == .load }
    let news = stages.count - pages
    return try min(pages, run.settings.questionsAtOnce) + min(news, run.settings.newsAtOnce)
      + EarlyCounts.questions(of: run).count
  }

  /// Pulls resources until each is at rest; what is to be counted is asked beside it.
  func pull(_ tables: [ResourceTable], counting counts: [CountQuestion] = []) async throws {
    guard !tables.isEmpty else { return }
    try stopAtLimits(before: tables.map(\.name))
    // Those of a load whose run was killed at its end.
    try run.replica.makeLookups(of: tables)
    let flight = PullFlight(try board(of: tables), limits: run.limits)
    let (server, clock) = (run.server, run.clock)
    async let counted = EarlyCounts.ask(counts, of: server, clock: clock) { error in
      flight.withBoard { $0.putOff(by: error) }
    }
    try await fly(flight)
    EarlyCounts.take(await counted, in: run)
  }

  private func fly(_ flight: PullFlight) async throws {
    let (server, clock) = (run.server, run.clock)
    let writer = PullWriter(run: run, flight: flight)
    let (bytes, start) = (run.traffic.bytesReceived, clock.uptime())
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<Self.questionsAtOnce(run.settings) {
        group.addTask { await flight.ask(server, clock: clock) }
      }
      // However this ends, nobody is left waiting; what is under way is no longer worth its bytes.
      defer {
        flight.close()
        group.cancelAll()
        note(flight.withBoard(\.asked))
        run.link.flew(bytes: run.traffic.bytesReceived - bytes, seconds: clock.uptime() - start)
      }
      while let answers = await flight.arrivals() { try await writer.take(answers) }
    }
    try stopAtLimits(before: flight.withBoard(\.unfinished))
  }

  private static func questionsAtOnce(_ settings: SyncSettings) -> Int {
    max(settings.questionsAtOnce, settings.newsAtOnce)
  }

  private func note(_ asked: [String]) {
    run.asked.formUnion(asked)
    run.summary.askedResources = run.asked.subtracting(run.drift.denials.keys).count
  }

  // A run that stops at a limit says what it leaves to the next.
  private func stopAtLimits(before resources: [String]) throws(RunInterruption) {
    guard run.limits.areReached else { return }
    if !resources.isEmpty { run.summary.notes.append(.left(resources: resources)) }
    throw .limit
  }

  private func due() throws -> [ResourceTable] {
    let due = DueResources(replica: run.replica, request: run.request, settings: run.settings)
    run.summary.resources = due.readable.count
    return try due.tables(at: run.serverNow)
  }

  private func board(of tables: [ResourceTable]) throws -> PullBoard {
    let settings = run.settings
    let sizing = PageSizing(
      beginningWith: settings.firstPageSize,
      maximum: settings.pageSize
    )
    let inTwoStreams = try !NewsTrial(run: run).isPassed()
    let walks = try run.replica.read { reader in
      try tables.map { table in
        let stored = try reader.cursor(of: table.name, scope: Self.scope)
        if stored.stage == .load { run.hasLoaded = true }
        // The server's clock before the first question is what the finished walk will have seen.
        let cursor = stored.started(
          at: run.serverNow,
          noLaterThan: run.serverNowAtMost,
          // Without stamps both streams would be the whole table.
          inTwoStreams: inTwoStreams && table.resource.isStamped
        )
        return PullWalk(table, from: cursor, sizing: sizing)
      }
    }
    return PullBoard(
      walks,
      width: FlightWidth(maximum: Self.questionsAtOnce(settings)),
      pagesAtOnce: settings.questionsAtOnce,
      sizing: sizing,
      lag: run.lag
    )
  }
}
