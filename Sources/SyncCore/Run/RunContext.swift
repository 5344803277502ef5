import CatalogModel
import RemoteAPI
import ReplicaStore

/// What the phases of one run share: the two sides, the clocks, the limits and the tally.
///
/// Lives for one run, inside one task.
final class RunContext {
  let replica: Replica
  let server: RemoteServer
  let clock: any RunClock
  let random: @Sendable () -> UInt64
  let settings: SyncSettings
  let request: SyncRequest
  let user: String
  let report: @Sendable (SyncProgress) -> Void
  let startedAt: NaiveTime

  var serverClock: ServerClock
  var summary = SyncSummary(outcome: .complete)
  /// Resources that this run asked for news.
  var asked: Set<String> = []
  /// What the server counted beside the pull of this run.
  var counted: [String: EarlyCounts.Counted] = [:]
  /// Resources that receipts of this run touched after they were pulled.
  var touched: Set<String> = []
  /// What was read of each resource.
  var tally = PullTally()
  /// What this run measures of the link.
  var link = LinkSample()
  /// Whether it went on with the first walk of any resource.
  var hasLoaded = false
  /// What this run saw of the server's shape.
  var drift = DriftWatch()
  /// How many lanes the link carries.
  var width: LaneWidth
  /// Whether updates of a resource can be tied to a version, where that was asked.
  var comparing: [String: Bool] = [:]
  /// Rows that wait for each other, whatever is left empty.
  var circles: Set<RowReference> = []
  private var young: [String: HeldKeySet] = [:]
  private var pushed = (rows: 0, of: 0)
  /// The newest stamp that the pull of this run saw.
  var sample: StampSample?
  /// Deletions that the server calls done where only a list that comes whole proves it, by operation.
  var saidGone: [Int64: ReceiptOutcome] = [:]
  /// Repairs that a step of ours moved on in this run.
  var moved: Set<RowKey> = []
  /// Rows that the server changes by itself when something else is deleted.
  var rereads: Set<RowReference> = []
  /// What this run asked of units, by the numbers of the requests.
  var requested: Set<Int64> = []
  /// Rows that were looked at and are not held.
  var glimpsed: [RowReference: RowFields] = [:]
  private var failuresInRow = 0
  private var patience: Patience
  let limits: RunLimits

  init(
    engine: SyncEngine,
    request: SyncRequest,
    user: String,
    serverClock: ServerClock,
    trace: RunTrace
  ) {
    replica = engine.replica
    server = engine.server
    clock = engine.clock
    random = engine.random
    settings = engine.settings
    let report = engine.report
    self.report = { progress in
      trace.note(progress)
      report(progress)
    }
    self.request = request
    self.user = user
    startedAt = engine.clock.now()
    self.serverClock = serverClock
    patience = Patience(seconds: engine.settings.patience)
    width = LaneWidth(maximum: engine.settings.lanes, roundTrip: nil)
    limits = RunLimits(
      request: request,
      server: engine.server,
      clock: engine.clock
    )
  }

  var layout: ReplicaLayout { replica.layout }
  var now: NaiveTime { clock.now() }
  /// The earliest that the server's clock can show now: what has passed by it has passed for certain.
  var serverNow: NaiveTime { serverClock.earliest(at: clock.now()) }
  /// The latest that the server's clock can show now, where an earlier time would promise too much.
  var serverNowAtMost: NaiveTime { serverClock.latest(at: clock.now()) }

  /// How far before a watermark the stamp of a row may lie that was committed after it, in seconds:
  /// what the clock of the stamps lies behind, and how long a transaction may take to commit.
  var lag: Double { serverClock.furthestBehind + settings.overlap }

  /// Requests and bytes of this run so far.
  var traffic: Traffic { limits.traffic }

  /// A number from 0 up to 1.
  func randomFraction() -> Double { Double(random() >> 11) / Double(UInt64(1) << 53) }

  /// A name for an operation, 128 random bits in hexadecimal digits.
  func operationID() -> String {
    [random(), random()]
      .map { number in
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }
      .joined()
  }

  /// Stops the run where a limit is reached; asked before anything new is begun.
  func checkLimits() throws(RunInterruption) {
    if limits.areReached { throw .limit }
  }

  /// Whether a wait of so many seconds still ends within the time that was asked for.
  func allows(seconds: Double) -> Bool { limits.allow(seconds: seconds) }

  /// Asks the server, telling trouble with the link or the log-in, which ends the run, from trouble
  /// with the question, which the caller handles.
  ///
  /// A write that is not answered throws nothing, so only a read that succeeds proves the link. Every
  /// answer sets the server's clock. Where the server asks for a pause it gets it, and the question is
  /// put again, because nothing happened.
  ///
  /// - Returns: the answer, or the error that concerns this question only.
  func ask<Answer: TimedAnswer>(
    isWrite: Bool = false,
    _ question: () async throws(RemoteError) -> Answer
  ) async throws(RunInterruption) -> Result<Answer, RemoteError> {
    while true {
      let answer = try await askOnce(isWrite: isWrite, question)
      guard case .failure(let error) = answer else { return answer }
      if error.retryAfter != nil, try await pause(for: error) { continue }
      // Thrown where a write was to be answered, so it was the log-in before it that failed.
      if isWrite, error.code != .refusedByClient { throw .link(error) }
      if error.retryAfter != nil { try countPutOff(error) }
      return answer
    }
  }

  private func askOnce<Answer: TimedAnswer>(
    isWrite: Bool,
    _ question: () async throws(RemoteError) -> Answer
  ) async throws(RunInterruption) -> Result<Answer, RemoteError> {
    let askedAt = now
    do throws(RemoteError) {
      let answer = try await question()
      heard(answer, askedAt: askedAt, answeredAt: now, isWrite: isWrite)
      return .success(answer)
    } catch {
      if let interruption = RunInterruption(error) { throw interruption }
      return .failure(error)
    }
  }

  /// Takes in what any answer tells: the server's clock, and for a read that the link works.
  func heard(
    _ answer: some TimedAnswer,
    askedAt: NaiveTime,
    answeredAt: NaiveTime,
    isWrite: Bool = false
  ) {
    serverClock.observe(answer.serverTime, askedAt: askedAt, answeredAt: answeredAt)
    if !isWrite { failuresInRow = 0 }
  }

  /// Counts a resource that was put off: it holds up only itself, but a server that puts off everything
  /// has gone.
  func countPutOff(_ error: RemoteError) throws(RunInterruption) {
    failuresInRow += 1
    if failuresInRow >= settings.failuresBeforeGivingUp { throw .link(error) }
  }

  /// Notes a write that was not answered, and ends the run where the link is evidently gone.
  ///
  /// A server that asks for a pause gets it before anything else is sent.
  func countUnanswered(_ outcome: UnknownOutcome) async throws(RunInterruption) {
    // A server that fails is there; one bad row must not keep the others from it.
    let isThere = if case .status = outcome.reason { outcome.retryAfter == nil } else { false }
    failuresInRow = isThere ? 0 : failuresInRow + 1
    let error = trouble(outcome)
    guard failuresInRow < settings.failuresBeforeGivingUp else { throw .link(error) }
    if outcome.retryAfter != nil, try await !pause(for: error) { throw .link(error) }
  }

  /// Keeps a write that was not answered as unknown, to be found out about after a while.
  func noteUnanswered(
    _ operation: StoredOperation,
    _ outcome: UnknownOutcome,
    with writer: ReplicaWriter
  ) throws {
    let wait = Backoff().delay(
      afterAttempts: operation.attempts,
      random: randomFraction(),
      retryAfter: outcome.retryAfter
    )
    try writer.noteUnanswered(
      operation.number,
      endedAt: serverNowAtMost,
      status: outcome.status,
      words: outcome.words.isEmpty ? nil : outcome.words,
      notBefore: serverNow.advanced(bySeconds: wait)
    )
    try writer.note(.unanswered, row: operation.row, operation: operation.number, now: now)
    summary.notes.append(.unanswered(row: operation.row))
  }

  /// The error that an unanswered write amounts to.
  func trouble(_ outcome: UnknownOutcome) -> RemoteError {
    RemoteError(
      code: outcome.retryAfter == nil ? .offline : .serverFault,
      subject: server.base.authority,
      retryAfter: outcome.retryAfter,
      status: outcome.status
    )
  }

  /// Gives the server the pause that it asks for; false where that is more than the run has patience
  /// for.
  func pause(for error: RemoteError) async throws(RunInterruption) -> Bool {
    guard let asked = error.retryAfter, let seconds = patience.pause(asked: asked) else {
      return false
    }
    guard allows(seconds: seconds) else { throw .limit }
    report(.pausing(seconds: seconds))
    do {
      try await clock.sleep(seconds: seconds)
    } catch {
      throw .link(RemoteError(code: .cancelled, subject: server.base.authority))
    }
    try checkLimits()
    return true
  }

  /// Tells of rows that differed from the server's though no question for news brought them.
  func tell(differing rows: Int, of table: ResourceTable) {
    guard rows > 0 else { return }
    summary.notes.append(.differed(resource: table.name, rows: rows))
  }

  /// Notes a write that was answered.
  func countAnswered() { failuresInRow = 0 }

  /// Begins to send rows, about so many.
  func beginPush(rows: Int) {
    young = [:]
    circles = []
    pushed = (0, rows)
  }

  /// Reports the next row that is sent.
  func reportPushing(_ row: RowReference) {
    pushed.rows += 1
    report(.pushing(row: row, number: pushed.rows, of: max(pushed.of, pushed.rows)))
  }

  /// Keys of young rows that are held and that no receipt claims.
  ///
  /// No create that is looked for later is one of them. Only receipts add rows while a push goes on, and
  /// these claim their keys. They are kept once for all creations of the resource; where the transaction
  /// that keeps them fails, so does the run.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read or written.
  func youngKeys(in table: ResourceTable, _ writer: ReplicaWriter) throws -> HeldKeySet {
    if let known = young[table.name] { return known }
    // Wider than any window in which an operation will ever be looked for.
    let since = serverNow.advanced(
      bySeconds: -(settings.skew + ServerClock.anyZone + serverClock.largestDistance)
    )
    let keys = try writer.reader.keys(in: table, createdSince: since)
    let own = try writer.reader.claimed(keys, of: table.name)
    let held = try writer.keepHeld(keys.subtracting(own), of: table.name)
    young[table.name] = held
    return held
  }
}
