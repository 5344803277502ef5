import CatalogModel
package import RemoteAPI
package import ReplicaStore

/// Reconciles a replica with its server.
///
/// A run goes in the order that moves most for little signal: what is unknown is verified, what is
/// small and ready is pushed, then the pull, then the rest of the pushes, and what these caused.
/// Every page, operation and receipt is durable by itself, so a run may end anywhere.
package struct SyncEngine: Sendable {
  let replica: Replica
  let server: RemoteServer
  let clock: any RunClock
  let random: @Sendable () -> UInt64
  let settings: SyncSettings
  let report: @Sendable (SyncProgress) -> Void

  /// An engine between two sides.
  ///
  /// `random` is a source of random bits, for operation names and back-off; `report` is told what the
  /// run is at, from the run's own task.
  package init(
    replica: Replica,
    server: RemoteServer,
    clock: any RunClock,
    random: @escaping @Sendable () -> UInt64,
    settings: SyncSettings = SyncSettings(),
    report: @escaping @Sendable (SyncProgress) -> Void = { _ in }
  ) {
    self.replica = replica
    self.server = server
    self.clock = clock
    self.random = random
    self.settings = settings
    self.report = report
  }

  /// Runs once.
  ///
  /// - Returns: what was done; trouble with the link or the log-in is an outcome, not an error.
  /// - Throws: ``ReplicaError`` when the replica cannot be read or written; whatever was committed
  ///   until then stays, and the next run continues.
  package func run(_ request: SyncRequest = SyncRequest()) async throws -> SyncSummary {
    let lock: RunLock
    do throws(ReplicaError) {
      lock = try replica.acquireRunLock()
    } catch {
      guard error.code == .busy else { throw error }
      return SyncSummary(outcome: .busy)
    }
    defer { lock.release() }
    guard let user = server.account?.username else { return SyncSummary(outcome: .login) }
    let run = RunContext(
      engine: self,
      request: request,
      user: user,
      serverClock: try rememberedClock(),
      trace: RunTrace(lock, clock: clock)
    )
    do {
      try await perform(run)
    } catch {
      guard let interruption = error as? RunInterruption else { throw error }
      try note(interruption, in: run)
    }
    try finish(run)
    return run.summary
  }

  /// The names under which the distance between `Date` and row stamps is remembered: as a receipt
  /// showed it, and what it is at most.
  private static let (stampLag, stampLagAtMost) = ("stamp-lag", "stamp-lag-at-most")

  /// What a wait is longer than it must be, so that its end is past for certain, in seconds.
  private static let margin = 0.1

  private func rememberedClock() throws -> ServerClock {
    try replica.read { reader in
      ServerClock(
        stampLag: try reader.remembered(Self.stampLag).flatMap(Double.init),
        stampLagAtMost: try reader.remembered(Self.stampLagAtMost).flatMap(Double.init)
      )
    }
  }

  private func perform(_ run: RunContext) async throws {
    run.report(.connecting)
    let followers = try questionsBehindGreeting(run)
    let asked = clock.uptime()
    let greeting = try await run.ask { () async throws(RemoteError) in
      try await server.home(followers: followers)
    }
    if case .failure(let error) = greeting { throw RunInterruption.link(error) }
    run.width = LaneWidth(maximum: settings.lanes, roundTrip: clock.uptime() - asked)
    try ClockCheck(run: run).perform()
    try PolicySettling(run: run).perform()
    let verify = VerifyPhase(run: run)
    let push = PushPhase(run: run)
    if run.request.pushes {
      try await verify.perform()
      try await push.perform(.small)
    }
    if run.request.pulls { try await PullPhase(run: run).perform() }
    if run.request.pushes {
      try await push.perform(.all)
      try await settle(run, verify: verify, push: push)
    }
    if run.request.pulls {
      try await AftermathPhase(run: run).perform()
      try await StatePhase(run: run).perform()
    }
    if run.request.pushes { try await UnitCalls(run: run).perform() }
    if run.request.pulls {
      try await CensusPhase(run: run).perform()
      try await UnitAnswers(run: run).perform()
    }
  }

  // Connections made ahead are for the pull, if it is the first thing to come: work that waits goes
  // before it, and they would stand idle meanwhile.
  private func questionsBehindGreeting(_ run: RunContext) throws -> Int {
    if run.request.pushes {
      let waiting = try replica.read { try $0.pendingCount() }
      if waiting > 0 { return min(waiting, run.settings.lanes) }
    }
    guard run.request.pulls else { return 0 }
    return try PullPhase(run: run).questionsAtFirst()
  }

  // Everything else is done: what is still unknown is worth waiting for, and again as long as that
  // lets more go, because an answer to that may be lost as well.
  private func settle(_ run: RunContext, verify: VerifyPhase, push: PushPhase) async throws {
    var until = try await look(run, verify: verify, push: push)
    while let end = until {
      let ahead = end.secondsSince1970 - run.serverNow.secondsSince1970
      let seconds = max(0, ahead) + Self.margin
      guard run.allows(seconds: seconds) else { throw RunInterruption.limit }
      run.report(.settling(seconds: seconds))
      try await clock.sleep(seconds: seconds)
      try run.checkLimits()
      let applied = run.summary.applied
      until = try await look(run, verify: verify, push: push)
      if run.summary.applied == applied { return }
    }
  }

  // What waited for an unknown create can go as soon as that is known, and may be unanswered itself.
  private func look(
    _ run: RunContext,
    verify: VerifyPhase,
    push: PushPhase
  ) async throws -> NaiveTime? {
    let applied = run.summary.applied
    let until = try await verify.perform()
    guard run.summary.applied > applied else { return until }
    try await push.perform(.all)
    return try await verify.perform()
  }

  private func note(_ interruption: RunInterruption, in run: RunContext) throws {
    switch interruption {
    case .limit:
      run.summary.outcome = .limited
      try noteLeft(in: run)
    case .login(let error):
      run.summary.outcome = .login
      run.summary.notes.append(.stopped(code: error.code.rawValue))
    case .link(let error):
      run.summary.outcome = run.serverClock.offsets == nil ? .offline : .partial
      run.summary.notes.append(
        .stopped(code: error.code.rawValue, retryAfter: error.retryAfter)
      )
    }
  }

  // A limit that was reached before the pull leaves all that was due to the next run.
  private func noteLeft(in run: RunContext) throws {
    let isNoted = run.summary.notes.contains { if case .left = $0 { true } else { false } }
    guard run.request.pulls, !isNoted else { return }
    let due = DueResources(replica: replica, request: run.request, settings: settings)
    let left = try due.tables(at: run.serverNow).map(\.name).filter { !run.asked.contains($0) }
    if !left.isEmpty { run.summary.notes.append(.left(resources: left)) }
  }

  private func finish(_ run: RunContext) throws {
    try refreshBlocked(run)
    if run.request.pulls { try UnitRequestSettling(run: run).perform() }
    try ScopeSettling(run: run).perform()
    try DriftSettling(run: run).perform()
    let standing = try replica.read { try $0.standing() }
    let traffic = run.traffic
    run.summary.unknown = standing.unknown
    run.summary.refused = standing.refused
    run.summary.conflicts = standing.conflicts
    run.summary.waiting = standing.waiting
    run.summary.requests = traffic.requests
    run.summary.bytesSent = traffic.bytesSent
    run.summary.bytesReceived = traffic.bytesReceived
    run.summary.seconds = run.limits.seconds
    if run.summary.outcome == .complete, standing.unknown > 0 { run.summary.outcome = .partial }
    try replica.write(by: .engine) { writer in
      let clock = run.serverClock
      try writer.remember(Self.stampLag, clock.stampLag.map { String($0) })
      try writer.remember(Self.stampLagAtMost, clock.stampLagAtMost.map { String($0) })
      try ClockCheck(run: run).keep(with: writer)
      try keepMeasurements(run, since: standing.lastSync, with: writer)
      if clock.offsets != nil {
        try writer.rememberServerTime(run.serverNow, stampLag: clock.stampLag)
      }
      try writer.keepRun(
        startedAt: run.startedAt,
        endedAt: run.now,
        outcome: run.summary.outcome.rawValue,
        summary: run.summary.json
      )
    }
    try replica.compactOutbox()
  }

  private func keepMeasurements(
    _ run: RunContext,
    since last: NaiveTime?,
    with writer: ReplicaWriter
  ) throws {
    var news: (rows: Int, hours: Double)?
    if run.summary.hasPulled, !run.hasLoaded, let last {
      let hours = (run.now.secondsSince1970 - last.secondsSince1970) / 3_600
      news = (run.summary.pulledRows, hours)
    }
    let known = try writer.reader.remembered(Forecaster.name)
    var memory = known.map(LinkMemory.init(parsing:)) ?? LinkMemory()
    memory.learn(from: run.link.memory(run.tally, run.traffic, news: news))
    try writer.remember(Forecaster.name, memory.text)
  }

  // What waited at the last push may have been found out about since, or wait for something else now.
  private func refreshBlocked(_ run: RunContext) throws {
    let isNoted = run.summary.notes.contains { if case .blocked = $0 { true } else { false } }
    guard isNoted else { return }
    let told = run.summary.notes.filter { if case .blocked = $0 { false } else { true } }
    run.summary.notes =
      told + (try BlockedRows(run: run).notes(except: PushPhase(run: run).toldRefused))
  }
}
