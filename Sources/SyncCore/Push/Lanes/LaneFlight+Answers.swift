import CatalogModel
import RemoteAPI
import ReplicaStore

extension LaneFlight {
  private var sender: OperationSender { OperationSender(run: run) }
  private var reread: RereadStep { RereadStep(run: run) }

  /// Keeps what came of a question, and says what its lane asks next.
  func take(_ answer: LaneAnswer, with writer: ReplicaWriter) throws -> [LaneQuestion] {
    guard let table = lanes[answer.question.lane]?.table else { return [] }
    let number = answer.question.lane
    switch (answer.question.content, answer.outcome) {
    case (.rows, .page(let page)):
      hear(page, answer)
      for row in page.rows { try reread.take(row, in: table, with: writer) }
      let found = Set(page.rows.compactMap { $0.key(in: table.resource) })
      // A row that is absent from a page need not be gone: the page may be capped.
      let absent = (lanes[number]?.rows ?? []).map(\.key).filter { !found.contains($0) }
      lanes[number]?.absent = absent
    case (.row(let key), .row(let found)):
      hear(found, answer)
      let row = RowReference(resource: table.name, key: key)
      if let found {
        try reread.take(found.fields, in: table, with: writer)
      } else {
        try reread.keepGone(row, in: table, with: writer)
      }
    case (.write(let operation, _), .written(let result)):
      let isOld = run.serverClock.predates(result.serverTime, askedAt: answer.times.lowerBound)
      hear(result, answer, isWrite: true)
      let believed = sender.believed(result, by: operation, isOld: isOld, in: table)
      try keep(believed, of: operation, answer, in: table, with: writer)
    case (.write(let operation, _), .failed(let error)):
      try keepUnsent(operation, error, answer.question, with: writer)
    case (_, .failed(let error)): keepUnread(answer.question, error)
    default: break
    }
    return parked.contains { $0.lane == number } ? [] : try advance(number, with: writer)
  }

  /// What a lane asks next: a row that was absent, or the next row's operation, frozen; nothing at its
  /// end.
  func advance(_ number: Int, with writer: ReplicaWriter) throws -> [LaneQuestion] {
    guard var lane = lanes[number] else { return [] }
    defer { lanes[number] = lane.rows.isEmpty && lane.sending == nil ? nil : lane }
    if interruption == nil, let key = lane.absent.popLast() {
      return [LaneQuestion(lane: number, resource: lane.table.resource, content: .row(key))]
    }
    while !lane.rows.isEmpty {
      let row = lane.rows.removeFirst()
      let empty = withheld[row] ?? []
      if interruption == nil,
        let operation = try sender.freeze(
          row,
          in: lane.table,
          leaving: empty,
          behind: order,
          with: writer
        )
      {
        lane.sending = row
        run.reportPushing(row)
        let isCompared = run.comparing[lane.table.name] ?? false
        let expected = isCompared ? lane.expected(by: operation) : nil
        let content = LaneQuestion.Content.write(operation, expected)
        return [LaneQuestion(lane: number, resource: lane.table.resource, content: content)]
      }
      board.ended(row, isDelivered: false)
    }
    return []
  }

  private func hear(_ timed: some TimedAnswer, _ answer: LaneAnswer, isWrite: Bool = false) {
    run.heard(
      timed,
      askedAt: answer.times.lowerBound,
      answeredAt: answer.times.upperBound,
      isWrite: isWrite
    )
    if !isWrite { run.width.answered(after: answer.seconds) }
  }

  private func keep(
    _ result: WriteResult,
    of operation: StoredOperation,
    _ answer: LaneAnswer,
    in table: ResourceTable,
    with writer: ReplicaWriter
  ) throws {
    let isDelivered = try sender.record(result, of: operation, in: table, with: writer)
    if sender.isDetached(operation, by: result.answer) {
      lanes[answer.question.lane]?.sendAgain(operation.row)
      run.countAnswered()
      return run.width.answered(after: answer.seconds)
    }
    if case .overtaken = result.answer {
      lanes[answer.question.lane]?.putBack(operation)
      run.countAnswered()
      return run.width.answered(after: answer.seconds)
    }
    ended(operation, answer.question, isDelivered: isDelivered)
    guard case .unknown(let outcome) = result.answer else {
      run.countAnswered()
      return run.width.answered(after: answer.seconds)
    }
    // A server that fails is there; one bad row must not keep the others from it.
    if case .status = outcome.reason, outcome.retryAfter == nil {
      return run.width.answered(after: answer.seconds)
    }
    let failures = run.width.failed(
      askedAt: answer.uptimes.lowerBound,
      at: answer.uptimes.upperBound
    )
    let error = run.trouble(outcome)
    if failures >= run.settings.failuresBeforeGivingUp { return stop(.link(error)) }
    if outcome.retryAfter != nil { (pause, isPauseOfWrite) = (error, true) }
  }

  // Thrown, so it had no effect (RemoteServer's promise): the changes wait as before.
  private func keepUnsent(
    _ operation: StoredOperation,
    _ error: RemoteError,
    _ question: LaneQuestion,
    with writer: ReplicaWriter
  ) throws {
    let ending = RunInterruption(error)
    if ending == nil, error.retryAfter != nil {
      (pause, isPauseOfWrite) = (error, true)
      parked.append(question)
      return
    }
    if ending == nil, error.code == .refusedByClient {
      try sender.refuse(operation, status: error.status, words: error.description, with: writer)
    } else {
      try sender.takeBack(operation, with: writer)
      // Thrown where a write was to be answered, so it was the log-in before it that failed.
      stop(ending ?? .link(error))
    }
    ended(operation, question, isDelivered: false)
  }

  private func keepUnread(_ question: LaneQuestion, _ error: RemoteError) {
    if let ending = RunInterruption(error) { return stop(ending) }
    if error.retryAfter != nil {
      pause = error
      parked.append(question)
      return
    }
    leaveUnread(question, error)
  }

  /// Leaves rows that could not be read again as they are.
  func leaveUnread(_ question: LaneQuestion, _ error: RemoteError) {
    var unread = lanes[question.lane]?.rows ?? []
    if case .row(let key) = question.content { unread = unread.filter { $0.key == key } }
    lanes[question.lane]?.rows.removeAll { unread.contains($0) }
    run.summary.outcome = .partial
    for row in unread {
      board.ended(row, isDelivered: false)
      run.summary.notes.append(.notReread(row: row, code: error.code.rawValue))
    }
  }

  private func ended(_ operation: StoredOperation, _ question: LaneQuestion, isDelivered: Bool) {
    guard let row = lanes[question.lane]?.sending else { return }
    lanes[question.lane]?.sending = nil
    board.ended(row, isDelivered: isDelivered)
  }

  private func stop(_ reason: RunInterruption) {
    if interruption == nil { interruption = reason }
  }
}

extension LaneAnswer {
  /// How long it took, in seconds.
  var seconds: Double { uptimes.upperBound - uptimes.lowerBound }
}
