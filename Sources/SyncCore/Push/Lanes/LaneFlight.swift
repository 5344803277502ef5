import CatalogModel
import RemoteAPI
import ReplicaStore

/// One walk through the queue with several lanes under way.
///
/// Lanes only ask the server; everything else happens here, in the run's own task: whatever answers have
/// come are kept and whatever goes next is frozen in one transaction, before its first byte leaves. Where
/// the server is faster than the disk, some operations are frozen ahead, and leave while the answers to
/// others are kept. When the run has to end, nothing new leaves, what was frozen ahead is taken back, and
/// what is under way is waited for, because each answer is a receipt.
final class LaneFlight {
  let run: RunContext
  let small: Bool
  let order: CallOrder
  let withheld: [RowReference: Set<RowReference>]
  let maximumLanes: Int
  var board: LaneBoard
  var lanes: [Int: Lane] = [:]
  /// Questions that wait until the server's pause is over.
  var parked: [LaneQuestion] = []
  /// The pause that the server asks for.
  var pause: RemoteError?
  /// Whether a write asked for it, which may have been carried out.
  var isPauseOfWrite = false
  /// Lanes whose question was put off for good.
  private var putOff: [Int] = []
  /// Why nothing new leaves.
  var interruption: RunInterruption?
  private var walk: PendingWalk
  private var isAtEnd = false
  private let traffic = LaneTraffic()
  private var lastLane = 0
  private var told: LaneNotes
  private var pace = LanePace()

  private static let looksAtOnce = 4

  /// A walk through a part of the queue.
  ///
  /// - Parameters:
  ///   - run: the run it is part of.
  ///   - part: which rows are walked through.
  ///   - small: whether only what is small goes.
  ///   - order: actions that go before what was edited after them.
  ///   - withheld: references that rows leave empty at first.
  ///   - maximumLanes: lanes at once at most; the link may carry fewer.
  init(
    _ run: RunContext,
    _ part: PendingWalk.Part,
    small: Bool,
    order: CallOrder,
    withheld: [RowReference: Set<RowReference>] = [:],
    maximumLanes: Int
  ) {
    self.run = run
    self.small = small
    self.order = order
    self.withheld = withheld
    self.maximumLanes = maximumLanes
    walk = PendingWalk(part)
    told = LaneNotes(after: run.summary.notes.count)
    board = LaneBoard(capacity: run.settings.window, batch: run.settings.rereadBatch)
  }

  /// Sends what can be sent, until the queue is walked through and nothing is under way.
  ///
  /// - Throws: ``RunInterruption`` after what was under way came to its end; ``ReplicaError`` when the
  ///   database cannot be written.
  func perform() async throws {
    defer { told.sort(&run.summary.notes) }
    let (traffic, server, clock) = (traffic, run.server, run.clock)
    try await withThrowingDiscardingTaskGroup { group in
      var answers: [LaneAnswer] = []
      repeat {
        let next = try step(answers)
        let lanes = pause == nil && interruption == nil ? allowed : 0
        for question in traffic.offer(next, lanes: lanes, reserve) {
          group.addTask { await traffic.carry(question, to: server, clock: clock) }
        }
        answers = await traffic.take()
      } while try await goesOn(answers)
    }
    if let interruption { throw interruption }
  }

  private var allowed: Int { min(run.width.allowed, maximumLanes) }

  private var reserve: LaneReserve {
    run.settings.lanesAhead.map { LaneReserve($0) } ?? pace.reserve(of: allowed)
  }

  // One transaction for all that came and all that goes next.
  private func step(_ answers: [LaneAnswer]) throws -> [LaneQuestion] {
    let begun = run.clock.uptime()
    for answer in answers { pace.answered(after: answer.seconds) }
    defer { pace.kept(within: run.clock.uptime() - begun) }
    return try run.replica.write(by: .engine) { writer in
      var next: [LaneQuestion] = []
      if pause == nil { swap(&next, &parked) }
      for answer in answers {
        next += try take(answer, with: writer)
        told.told(run.summary.notes.count, by: answer.question.lane)
      }
      for lane in putOff {
        next += try advance(lane, with: writer)
        told.told(run.summary.notes.count, by: lane)
      }
      putOff = []
      next += try begin(beside: traffic.outstanding + next.count, with: writer)
      return try sift(next, with: writer)
    }
  }

  private func goesOn(_ answers: [LaneAnswer]) async throws -> Bool {
    if !answers.isEmpty { return true }
    guard interruption == nil, let error = pause else {
      // Nothing goes of what was looked at so far, which need not be all.
      if interruption == nil, !isAtEnd { return true }
      board.passOverRest()
      return false
    }
    pause = nil
    defer { isPauseOfWrite = false }
    do throws(RunInterruption) {
      if try await !run.pause(for: error) { try giveUpPause(error) }
    } catch {
      interruption = error
    }
    return true
  }

  // More than the run has patience for. A question that is put off holds up only its own rows.
  private func giveUpPause(_ error: RemoteError) throws(RunInterruption) {
    guard !isPauseOfWrite else { throw .link(error) }
    try run.countPutOff(error)
    for question in parked {
      leaveUnread(question, error)
      told.told(run.summary.notes.count, by: question.lane)
      putOff.append(question.lane)
    }
    parked = []
  }

  // What cannot leave now: a frozen write that never left is taken back, which is certain.
  private func sift(
    _ questions: [LaneQuestion],
    with writer: ReplicaWriter
  ) throws -> [LaneQuestion] {
    guard interruption == nil else {
      for case .write(let operation, _) in (traffic.recall() + questions + parked).map(\.content) {
        try OperationSender(run: run).takeBack(operation, with: writer)
      }
      parked = []
      return []
    }
    guard pause != nil else { return questions }
    parked += questions
    return []
  }

  private func begin(beside busy: Int, with writer: ReplicaWriter) throws -> [LaneQuestion] {
    var questions: [LaneQuestion] = []
    let most = allowed + reserve.count
    while interruption == nil, pause == nil, busy + questions.count < most,
      run.limits.leaveRoom(beside: busy + questions.count)
    {
      try fill(with: writer)
      let parcel = board.next()
      guard let first = parcel.first, let table = run.layout.table(first.row.resource) else {
        break
      }
      guard !run.limits.areReached else {
        interruption = .limit
        break
      }
      lastLane += 1
      var lane = Lane(parcel, in: table)
      let question = lane.begin()
      lanes[lastLane] = lane
      if let question {
        let resource = table.resource
        questions.append(LaneQuestion(lane: lastLane, resource: resource, content: question))
      } else {
        questions += try advance(lastLane, with: writer)
        told.told(run.summary.notes.count, by: lastLane)
      }
    }
    return questions
  }

  // The window is filled with what may go; what something stands against is not held. However long a part of
  // the queue waits, nobody who wants to write waits for more than a few looks at it.
  private func fill(with writer: ReplicaWriter) throws {
    var looks = 0
    while board.hasRoom, !isAtEnd, looks < Self.looksAtOnce {
      looks += 1
      let rows = try writer.reader.rows(next: &walk, atMost: run.settings.window)
      isAtEnd = rows.isEmpty
      for row in rows where run.request.includes(row.row.resource) {
        try consider(row.leaving(withheld[row.row] ?? []), with: writer)
      }
    }
  }

  private func consider(_ row: PendingRow, with writer: ReplicaWriter) throws {
    let planner = PushPlanner(catalog: run.layout.catalog, user: run.user, now: run.now)
    guard planner.obstacle(to: row) == nil else { return }
    if row.effect == .nothing { return try VoidedRow(row: row).close(with: writer) }
    guard row.effect != .action, (row.effect == .delete) != (walk.part == .all) else { return }
    if try !order.isEmpty && order.isBehind(row, about: writer.reader.subjects(of: row.row)) {
      return
    }
    if small, try writer.reader.size(of: row.changes) > run.settings.smallPayload { return }
    board.add(row)
  }
}
