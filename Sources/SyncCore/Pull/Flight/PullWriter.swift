import CatalogModel
import RemoteAPI
import ReplicaStore

/// Stores what the pull brings and draws the consequences.
struct PullWriter {
  let run: RunContext
  let flight: PullFlight

  /// What became of one page.
  private struct Taken {
    let table: ResourceTable
    var page = IngestedPage()
    var changed = 0
    var notes: [SyncNote] = []
    /// Rows here that a list that came whole does not hold; nothing where that cannot be told.
    var missing: Set<RowKey>?
    /// Whether that was the last page of a load.
    var isLoaded = false
    /// Rows that its walk has yet to bring; nothing where nobody knows.
    var left: Int?
  }

  /// Stores pages in one transaction; then deals with questions that brought none.
  ///
  /// - Throws: ``RunInterruption`` where the link or the log-in fails, after the pages that came were
  ///   stored.
  func take(_ answers: [PullAnswer]) async throws {
    var pages: [(PullAnswer, RemotePage)] = []
    var failures: [(PullAnswer, RemoteError)] = []
    for answer in answers {
      switch answer.result {
      case .success(let page):
        run.heard(page, askedAt: answer.askedAt, answeredAt: answer.answeredAt)
        run.link.took(bytes: page.bytesReceived, seconds: answer.seconds)
        pages.append((answer, page))
      case .failure(let error): failures.append((answer, error))
      }
    }
    try store(pages)
    for (answer, error) in try await afterPause(failures) { try take(error, for: answer) }
  }

  // Rows, merges and cursors are one transaction: a run killed here loses what came since the last.
  private func store(_ pages: [(PullAnswer, RemotePage)]) throws {
    guard !pages.isEmpty else { return }
    let taken = try run.replica.write(by: .engine) { writer in
      try pages.map { try take($0.1, of: $0.0, with: writer) }
    }
    let loaded = taken.compactMap { $0 }.filter(\.isLoaded)
    try run.replica.makeLookups(of: loaded.map(\.table))
    for ((answer, came), stored) in zip(pages, taken) {
      guard let page = stored else { continue }
      run.summary.notes += page.notes
      run.summary.pulledRows += page.changed
      if let missing = page.missing { try SnapshotGhosts(run: run).take(missing, of: page.table) }
      let progress = run.tally.took(
        rows: page.page.rows,
        bytes: came.bytesReceived,
        of: page.table.name,
        left: page.left,
        uptimes: answer.uptimes
      )
      run.report(.pulling(progress))
    }
  }

  private func take(
    _ page: RemotePage,
    of answer: PullAnswer,
    with writer: ReplicaWriter
  ) throws -> Taken? {
    guard let table = run.layout.table(answer.question.resource.name) else { return nil }
    let latest = run.serverClock.latest(at: answer.answeredAt)
    var taken = Taken(table: table)
    do {
      taken.page = try writer.ingest(
        page: page.body,
        into: table,
        after: answer.question.after,
        now: run.now,
        serverNow: latest,
        isCompared: answer.question.isNews
      )
    } catch let error as ReplicaError where error.code == .badPage {
      flight.withBoard { $0.refused(answer) }
      run.summary.outcome = .partial
      taken.notes = [.notPulled(resource: table.name, code: RemoteError.Code.unreadable.rawValue)]
      return taken
    }
    run.drift.saw(taken.page, of: table)
    learn(taken.page, of: table.resource, atMost: latest)
    let rebase = Rebase(writer: writer, now: run.now, clock: run.serverClock)
    let merge = try PageMerge(taken.page, in: table, with: rebase)
    (taken.changed, taken.notes) = (merge.changed, merge.notes)
    if table.resource.lists == .whole {
      try SnapshotDeletions(run: run, table: table).settle(page, taken.page, with: writer)
      taken.missing = try SnapshotGhosts.missing(page, taken.page, in: table, writer.reader)
    }
    let ingested = taken.page
    let (step, left) = flight.withBoard { board in
      (board.took(ingested, for: answer), board.walks[answer.question.walk].rowsLeft)
    }
    taken.left = left
    switch step {
    case .moved(let cursor):
      try writer.keepCursor(cursor, of: table.name, scope: PullPhase.scope, now: run.serverNow)
      taken.isLoaded = cursor.stage == .rest && !answer.question.isNews
      if taken.isLoaded { try writer.makeLookupsIfMomentary(of: table) }
    case .lost:
      taken.notes.append(.outOfOrder(resource: table.name))
      run.summary.outcome = .partial
    }
    return taken
  }

  private func learn(_ page: IngestedPage, of resource: Resource, atMost latest: NaiveTime) {
    guard let stamp = page.newestStamp else { return }
    run.serverClock.observe(newestStamp: stamp, atMost: latest)
    guard let key = page.newestKey, run.sample.map({ $0.time < stamp }) ?? true else { return }
    run.sample = StampSample(resource: resource, key: key, time: stamp)
  }

  // All that were put off at once need one pause, the longest; what is then asked again is no failure.
  private func afterPause(
    _ failures: [(PullAnswer, RemoteError)]
  ) async throws -> [(PullAnswer, RemoteError)] {
    let putOff = failures.filter { $0.1.retryAfter != nil && RunInterruption($0.1) == nil }
    let elsewhere = flight.withBoard { $0.takePause() }
    let longest = (putOff.map(\.1) + [elsewhere].compactMap { $0 })
      .max { ($0.retryAfter ?? 0) < ($1.retryAfter ?? 0) }
    guard let longest else { return failures }
    let isPaused = try await run.pause(for: longest)
    // Counted before anything more is asked: a server that puts off everything is left alone.
    if !isPaused { for (_, error) in putOff { try run.countPutOff(error) } }
    flight.withBoard { board in
      if isPaused { for (answer, _) in putOff { board.putAgain(answer) } }
      board.goOn()
    }
    return isPaused
      ? failures.filter { $0.1.retryAfter == nil || RunInterruption($0.1) != nil } : failures
  }

  private func take(_ error: RemoteError, for answer: PullAnswer) throws {
    switch flight.withBoard({ $0.failed(answer, with: error) }) {
    case .again: return
    case .inTwoStreams(let isForGood):
      if isForGood { try NewsTrial(run: run).remember(isPassed: false) }
    case .over, .resourceOver:
      if let interruption = RunInterruption(error) { throw interruption }
      // That a table cannot be read is told once, when the run ends; it holds nothing else up.
      if run.drift.failed(answer.question.resource.name, with: error) { return }
      run.summary.notes.append(
        .notPulled(resource: answer.question.resource.name, code: error.code.rawValue)
      )
      run.summary.outcome = .partial
    }
  }
}
