import CatalogModel
import RemoteAPI
import ReplicaStore

extension OperationSender {
  /// Keeps the answer to an operation.
  func keep(
    _ result: WriteResult,
    of operation: StoredOperation,
    in table: ResourceTable
  ) async throws {
    switch result.answer {
    case .applied(let row):
      run.countAnswered()
      try confirm(operation, row: row, serverTime: result.serverTime, in: table)
    case .missing:
      run.countAnswered()
      try keepMissing(operation, serverTime: result.serverTime, in: table)
    case .refused(let refusal):
      run.countAnswered()
      if try await VerifyPhase(run: run).recognise(operation, in: table) { return }
      try learn(refusal, of: operation)
      try refuse(operation, status: refusal.status, words: refusal.words)
    case .unknown(let outcome):
      try noteUnanswered(operation, outcome)
      try await run.countUnanswered(outcome)
    }
  }

  /// Confirms an operation with the row of the server's answer.
  ///
  /// An answer without the row it should carry is no receipt: the operation is verified.
  func confirm(
    _ operation: StoredOperation,
    row: RowFields?,
    outcome: ReceiptOutcome = .confirmed,
    serverTime: NaiveTime?,
    in table: ResourceTable
  ) throws {
    let key = operation.kind == .create ? row?.key(in: table.resource) : operation.row.key
    guard let key, row != nil || operation.kind == .delete else {
      return try noteUnanswered(operation, UnknownOutcome(reason: .notTheAPI))
    }
    if outcome == .confirmed, try isAnothers(key, operation, in: table) {
      return try noteUnanswered(operation, UnknownOutcome(reason: .notTheAPI))
    }
    let now = run.now
    let rereads = try run.replica.write(by: .engine) { writer in
      let rebase = Rebase(writer: writer, now: now, clock: run.serverClock)
      let confirmation = Confirmation(writer: writer, rebase: rebase, now: now)
      try confirmation.confirm(
        operation,
        row: row,
        key: key,
        outcome: outcome,
        serverTime: serverTime
      )
      guard operation.kind == .delete else { return Set<RowReference>() }
      return try writer.reader.referrers(to: [operation.row.key], of: operation.row.resource)
    }
    run.summary.applied += 1
    if outcome == .confirmed, let row {
      let stamp: Stamp = operation.kind == .create ? .createdAt : .modifiedAt
      run.serverClock.observe(stamp: row.time(stamp, in: table.resource), in: serverTime)
    }
    run.touched.insert(table.resource.name)
    run.rereads.formUnion(rereads)
    if outcome == .adopted {
      run.summary.notes.append(
        .adopted(row: RowReference(resource: table.resource.name, key: key))
      )
    }
    noteAlterations(operation, row: row, key: key, in: table)
  }

  // A row that is here already is not the one that was just made, whatever an answer says; taken for
  // it, its edits and what refers to the new row would become those of a stranger.
  private func isAnothers(
    _ key: RowKey,
    _ operation: StoredOperation,
    in table: ResourceTable
  ) throws -> Bool {
    guard operation.kind == .create, operation.row.key.isProvisional else { return false }
    return try run.replica.read { reader in
      try reader.row(key, in: table) != nil || reader.baseRow(key, in: table) != nil
    }
  }

  /// Keeps an operation as refused, with the server's words.
  func refuse(_ operation: StoredOperation, status: Int?, words: String) throws {
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      try refuse(
        operation.number,
        of: operation.row,
        status: status,
        words: words,
        with: writer,
        now: now
      )
    }
    run.summary.notes.append(.refused(row: operation.row, words: words))
  }

  /// Keeps an operation as refused in the transaction of its caller, and in the journal.
  func refuse(
    _ operation: Int64,
    of row: RowReference,
    status: Int?,
    words: String,
    with writer: ReplicaWriter,
    now: NaiveTime
  ) throws {
    try writer.refuse(operation, status: status, words: words)
    try writer.note(
      .refused,
      row: row,
      operation: operation,
      detail: ["status": status.map { .integer(Int64($0)) } ?? .null, "words": .text(words)],
      now: now
    )
  }

  private func noteUnanswered(_ operation: StoredOperation, _ outcome: UnknownOutcome) throws {
    let now = run.now
    let wait = Backoff().delay(
      afterAttempts: operation.attempts,
      random: run.randomFraction(),
      retryAfter: outcome.retryAfter
    )
    try run.replica.write(by: .engine) { writer in
      try writer.noteUnanswered(
        operation.number,
        endedAt: run.serverNowAtMost,
        status: outcome.status,
        words: outcome.words.isEmpty ? nil : outcome.words,
        notBefore: run.serverNow.advanced(bySeconds: wait)
      )
      try writer.note(.unanswered, row: operation.row, operation: operation.number, now: now)
    }
    run.summary.notes.append(.unanswered(row: operation.row))
  }

  // Gone for a deletion is done; gone for an update is a conflict; a create has nothing to be gone.
  private func keepMissing(
    _ operation: StoredOperation,
    serverTime: NaiveTime?,
    in table: ResourceTable
  ) throws {
    switch operation.kind {
    case .delete:
      try confirm(operation, row: nil, outcome: .already, serverTime: serverTime, in: table)
    case .update, .action:
      try run.replica.write(by: .engine) { try $0.abandon(operation.number) }
      try RereadStep(run: run).keepGone(operation.row, in: table)
    case .create:
      try refuse(operation, status: 404, words: table.resource.name)
    }
  }

  private func learn(_ refusal: Refusal, of operation: StoredOperation) throws {
    let methods: [ChangeKind: ResourceMethod] = [
      .create: .create, .update: .update, .delete: .delete,
    ]
    guard refusal.status == 403, let method = methods[operation.kind] else { return }
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      try writer.learnDenied(
        DeniedRight(resource: operation.row.resource, method: method),
        now: now
      )
    }
  }

  private func noteAlterations(
    _ operation: StoredOperation,
    row: RowFields?,
    key: RowKey,
    in table: ResourceTable
  ) {
    guard let row else { return }
    let altered = operation.values.filter { name, value in
      guard let column = table.resource.column(name), let theirs = row[name] else { return false }
      return !column.equivalent(value, theirs)
    }
    guard !altered.isEmpty else { return }
    run.summary.notes.append(
      .alteredByServer(
        row: RowReference(resource: table.resource.name, key: key),
        columns: altered.keys.sorted()
      )
    )
  }
}
