import CatalogModel
import RemoteAPI
import ReplicaStore

extension OperationSender {
  /// An answer as far as it can be that of its operation.
  ///
  /// One that was given before the operation was sent belongs to an earlier request, unless it shows
  /// just what was sent; whether the operation arrived is unknown then.
  func believed(
    _ result: WriteResult,
    by operation: StoredOperation,
    isOld: Bool,
    in table: ResourceTable
  ) -> WriteResult {
    guard isOld else { return result }
    switch result.answer {
    case .unknown, .overtaken: return result
    case .applied(let row?) where alterations(of: operation, in: row, table).isEmpty: return result
    case .applied, .missing, .refused: return result.ofAnother
    }
  }

  /// Keeps the answer to an operation that was sent by itself.
  func keep(
    _ result: WriteResult,
    of operation: StoredOperation,
    in table: ResourceTable
  ) async throws {
    if case .refused = result.answer {
      run.countAnswered()
      if try await VerifyPhase(run: run).recognise(operation, in: table) { return }
    }
    _ = try run.replica.write(by: .engine) { writer in
      try record(result, of: operation, in: table, with: writer)
    }
    if case .unknown(let outcome) = result.answer {
      try await run.countUnanswered(outcome)
    } else {
      run.countAnswered()
    }
  }

  /// Keeps the answer to an operation in the transaction of its caller.
  ///
  /// - Returns: whether the server is now as the operation wanted it.
  func record(
    _ result: WriteResult,
    of operation: StoredOperation,
    in table: ResourceTable,
    with writer: ReplicaWriter
  ) throws -> Bool {
    switch result.answer {
    case .applied(let row):
      return try confirm(
        operation,
        row: row,
        serverTime: result.serverTime,
        in: table,
        with: writer
      )
    case .missing:
      return try keepMissing(operation, serverTime: result.serverTime, in: table, with: writer)
    case .refused(let refusal):
      try learn(refusal, of: operation, with: writer)
      try refuse(operation, status: refusal.status, words: refusal.words, with: writer)
    case .unknown(let outcome): try run.noteUnanswered(operation, outcome, with: writer)
    case .overtaken: try writer.abandon(operation.number)
    }
    return false
  }

  /// Confirms an operation with the row of the server's answer.
  ///
  /// An answer without the row it should carry is no receipt: the operation is verified.
  ///
  /// - Returns: whether there is a receipt now.
  @discardableResult
  func confirm(
    _ operation: StoredOperation,
    row: RowFields?,
    outcome: ReceiptOutcome = .confirmed,
    serverTime: NaiveTime?,
    in table: ResourceTable,
    with writer: ReplicaWriter
  ) throws -> Bool {
    let key = operation.kind == .create ? row?.key(in: table.resource) : operation.row.key
    guard let key, row != nil || operation.kind == .delete else {
      try run.noteUnanswered(operation, UnknownOutcome(reason: .notTheAPI), with: writer)
      return false
    }
    if outcome == .confirmed, try isAnothers(key, row, operation, in: table, writer.reader) {
      try run.noteUnanswered(operation, UnknownOutcome(reason: .notTheAPI), with: writer)
      return false
    }
    let now = run.now
    let rebase = Rebase(writer: writer, now: now, clock: run.serverClock)
    try Confirmation(writer: writer, rebase: rebase, now: now).confirm(
      operation,
      row: row,
      key: key,
      outcome: outcome,
      serverTime: serverTime
    )
    if operation.kind == .delete {
      run.rereads.formUnion(
        try writer.reader.referrers(to: [operation.row.key], of: operation.row.resource)
      )
    }
    run.summary.applied += 1
    if outcome == .confirmed, let row {
      let stamp: Stamp = operation.kind == .create ? .createdAt : .modifiedAt
      run.serverClock.observe(stamp: row.time(stamp, in: table.resource), in: serverTime)
    }
    run.touched.insert(table.resource.name)
    if outcome == .adopted {
      run.summary.notes.append(
        .adopted(row: RowReference(resource: table.resource.name, key: key))
      )
    }
    noteAlterations(operation, row: row, key: key, in: table)
    return true
  }

  // A row that is here already is not the one that was just made, whatever an answer says; taken for
  // it, its edits and what refers to the new row would become those of a stranger. Nor is a row that
  // is not as this creation wanted it and just as another one that is not answered yet.
  private func isAnothers(
    _ key: RowKey,
    _ row: RowFields?,
    _ operation: StoredOperation,
    in table: ResourceTable,
    _ reader: ReplicaReader
  ) throws -> Bool {
    guard operation.kind == .create, operation.row.key.isProvisional else { return false }
    if try reader.row(key, in: table) != nil || reader.baseRow(key, in: table) != nil {
      return true
    }
    guard let row, !alterations(of: operation, in: row, table).isEmpty else { return false }
    let open = try reader.operations(in: .unknown)
    return open.contains { other in
      other.kind == .create && other.row.resource == table.name && other.number != operation.number
        && alterations(of: other, in: row, table).isEmpty
    }
  }

  /// Keeps an operation as refused, with the server's words, and tells so; where rows go in it, each is
  /// sent by itself instead.
  func refuse(
    _ operation: StoredOperation,
    status: Int?,
    words: String,
    with writer: ReplicaWriter
  ) throws {
    guard operation.attached.isEmpty else { return try detach(operation, with: writer) }
    try refuse(
      operation.number,
      of: operation.row,
      status: status,
      words: words,
      with: writer,
      now: run.now
    )
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

  // Gone for a deletion is done; gone for an update is a conflict; a create has nothing to be gone.
  private func keepMissing(
    _ operation: StoredOperation,
    serverTime: NaiveTime?,
    in table: ResourceTable,
    with writer: ReplicaWriter
  ) throws -> Bool {
    switch operation.kind {
    case .delete where table.resource.lists == .whole:
      run.saidGone[operation.number] = .already
    case .delete:
      return try confirm(
        operation,
        row: nil,
        outcome: .already,
        serverTime: serverTime,
        in: table,
        with: writer
      )
    case .update, .action:
      try writer.abandon(operation.number)
      try RereadStep(run: run).keepGone(operation.row, in: table, with: writer)
    case .create:
      try refuse(operation, status: 404, words: table.resource.name, with: writer)
    }
    return false
  }

  private func learn(
    _ refusal: Refusal,
    of operation: StoredOperation,
    with writer: ReplicaWriter
  ) throws {
    let methods: [ChangeKind: ResourceMethod] = [
      .create: .create, .update: .update, .delete: .delete,
    ]
    guard refusal.status == 403, operation.attached.isEmpty,
      let method = methods[operation.kind]
    else { return }
    try writer.learnDenied(
      DeniedRight(resource: operation.row.resource, method: method),
      now: run.now
    )
  }

  private func noteAlterations(
    _ operation: StoredOperation,
    row: RowFields?,
    key: RowKey,
    in table: ResourceTable
  ) {
    guard let row else { return }
    let columns = alterations(of: operation, in: row, table)
    guard !columns.isEmpty else { return }
    run.summary.notes.append(
      .alteredByServer(
        row: RowReference(resource: table.resource.name, key: key),
        columns: columns
      )
    )
  }

  // The columns of a row that are not as an operation sent them.
  private func alterations(
    of operation: StoredOperation,
    in row: RowFields,
    _ table: ResourceTable
  ) -> [String] {
    operation.values.compactMap { name, value in
      guard let column = table.resource.column(name), let theirs = row[name] else { return nil }
      return column.equivalent(value, theirs) ? nil : name
    }
    .sorted()
  }
}
