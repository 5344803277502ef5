import CatalogModel
import RemoteAPI
import ReplicaStore

extension VerifyPhase {
  /// Verifies an update or deletion by reading its row.
  func verifyChange(
    _ operation: StoredOperation,
    in table: ResourceTable
  ) async throws -> NaiveTime? {
    try run.checkLimits()
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.row(of: table.resource, key: operation.row.key)
    }
    guard case .success(let found) = answer else { return nil }
    let verification = UpdateVerification(resource: table.resource, settle: run.settings.settle)
    switch verification.verdict(on: operation, row: found?.fields, now: run.serverNow) {
    case .confirmed where found == nil && table.resource.lists == .whole:
      run.saidGone[operation.number] = .adopted
    case .confirmed:
      try adopt(operation, row: found?.fields, at: found?.serverTime ?? run.serverNow, in: table)
    case .settle(let until): return until
    case .sendAgain: try await sendAgain(operation, in: table)
    case .changedMeanwhile:
      if let row = found?.fields { try keepDoubt(operation, theirs: row, in: table) }
    case .gone:
      try run.replica.write(by: .engine) { writer in
        try writer.abandon(operation.number)
        try RereadStep(run: run).keepGone(operation.row, in: table, with: writer)
      }
    }
    return nil
  }

  /// Keeps an operation as arrived although its answer was lost, or does not show it.
  func adopt(
    _ operation: StoredOperation,
    row: RowFields?,
    at serverTime: NaiveTime,
    in table: ResourceTable
  ) throws {
    _ = try run.replica.write(by: .engine) { writer in
      let answered = try answer(showing: operation, row, in: table, writer.reader)
      try OperationSender(run: run).confirm(
        operation,
        row: row,
        outcome: answered == nil ? .adopted : .confirmed,
        serverTime: answered?.serverTime ?? serverTime,
        in: table,
        with: writer
      )
    }
  }

  // What went in a row whose creation was answered is answered, too. Pulled meanwhile, it is recognised.
  private func answer(
    showing operation: StoredOperation,
    _ row: RowFields?,
    in table: ResourceTable,
    _ reader: ReplicaReader
  ) throws -> Receipt? {
    guard let number = operation.attachedTo, operation.attempts == 1,
      let key = row?.key(in: table.resource), try reader.row(key, in: table) == nil,
      let receipt = try reader.receipt(ofOperation: number)
    else { return nil }
    return receipt.outcome == .confirmed ? receipt : nil
  }

  /// Sends an operation again that was found to have no effect, unless the server keeps failing on it.
  func sendAgain(_ operation: StoredOperation, in table: ResourceTable) async throws {
    let sender = OperationSender(run: run)
    if operation.status == 500, operation.attempts >= run.settings.attemptsBeforeRefusal {
      return try run.replica.write(by: .engine) { writer in
        let words = operation.words ?? "500"
        try sender.refuse(operation, status: 500, words: words, with: writer)
      }
    }
    if let notBefore = operation.notBefore, run.serverNow < notBefore { return }
    if operation.status == 500, !operation.attached.isEmpty {
      return try run.replica.write(by: .engine) { try sender.detach(operation, with: $0) }
    }
    // Whoever wants it taken back, or holds it, does not want it sent once more.
    let isUnwanted = try run.replica.read { reader in
      try ([operation] + reader.operations(attachedTo: operation.number)).contains { operation in
        try reader.isUndoWaiting(forOperation: operation.number)
          || reader.pendingRow(operation.row)?.isHeld == true
      }
    }
    guard !isUnwanted else {
      return try run.replica.write(by: .engine) { try $0.abandon(operation.number) }
    }
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      try writer.noteAnotherAttempt(operation.number)
      try writer.note(.sentAgain, row: operation.row, operation: operation.number, now: now)
      // The row it went in is there without it: the server left it out.
      if let carrier = try operation.attachedTo.flatMap({ try writer.reader.operation($0) }) {
        try AttachedRows.setResting(carrier.row.resource, with: writer, now: now)
      }
    }
    guard let again = try run.replica.read({ try $0.operation(operation.number) }) else { return }
    try await sender.transmit(again, in: table)
  }

  /// Leaves it to a person which of the server's rows an unanswered create is.
  func ask(
    _ operation: StoredOperation,
    candidates: [RowKey],
    in table: ResourceTable
  ) throws {
    guard let first = candidates.first else { return }
    let now = run.now
    let key = ConflictColumn(
      column: table.resource.key.name,
      base: .null,
      mine: operation.row.key.value,
      theirs: first.value
    )
    let (number, isNew) = try run.replica.write(by: .engine) { writer in
      let kept = try writer.keepConflict(
        ConflictDraft(row: operation.row, kind: .duplicate, columns: [key]),
        now: now
      )
      try writer.note(
        .conflict,
        row: operation.row,
        operation: operation.number,
        detail: [
          "conflict": .integer(kept.number),
          "candidates": .array(candidates.map { JSONNode($0.value) }),
        ],
        now: now
      )
      return kept
    }
    if isNew { run.summary.notes.append(.newConflict(number: number, row: operation.row)) }
  }

  /// Whether a create that the server refused is our own earlier one, by a unique column; if so it is
  /// confirmed.
  func recognise(_ operation: StoredOperation, in table: ResourceTable) async throws -> Bool {
    guard operation.kind == .create, operation.attempts > 1 else { return false }
    let unique = table.resource.columns.first { column in
      column.isUnique && column.role == .data && operation.values[column.name] != nil
    }
    guard let unique, let value = operation.values[unique.name] else { return false }
    let query = RowQuery(filters: [.compare(unique.name, .equal, value)], pageSize: 2)
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: table.resource, matching: query).decoded()
    }
    guard case .success(let page) = answer, let row = page.rows.first, page.rows.count == 1,
      operation.values.allSatisfy({ name, value in
        table.resource.column(name)?.equivalent(value, row[name] ?? .null) ?? false
      })
    else { return false }
    try adopt(operation, row: row, at: run.serverNow, in: table)
    return true
  }

  // Our update is not in the row, and the row changed since: either it never arrived, or a colleague
  // put the old values back. Nobody can tell, so a person decides about every column sent.
  private func keepDoubt(
    _ operation: StoredOperation,
    theirs: RowFields,
    in table: ResourceTable
  ) throws {
    let now = run.now
    let number: Int64? = try run.replica.write(by: .engine) { writer in
      try writer.abandon(operation.number)
      let mine = try writer.reader.row(operation.row.key, in: table)
      let columns = operation.values.compactMap { name, value -> ConflictColumn? in
        guard let column = table.resource.column(name), let mine,
          !column.equivalent(mine[name] ?? .null, theirs[name] ?? .null)
        else { return nil }
        return ConflictColumn(
          column: name,
          base: operation.base[name] ?? .null,
          mine: mine[name] ?? value,
          theirs: theirs[name] ?? .null
        )
      }
      var opened: Int64?
      if !columns.isEmpty {
        let draft = ConflictDraft(row: operation.row, kind: .updateUpdate, columns: columns)
        let kept = try writer.keepConflict(draft, now: now)
        if kept.isNew { opened = kept.number }
      }
      let rebase = Rebase(writer: writer, now: now, clock: run.serverClock)
      return try rebase.take(theirs, in: table).opened ?? opened
    }
    if let number { run.summary.notes.append(.newConflict(number: number, row: operation.row)) }
  }
}
