import CatalogModel
import RemoteAPI
import ReplicaStore

/// Freezes a row's net effect, sends what is frozen, and keeps what the server answered.
struct OperationSender {
  let run: RunContext

  /// Sends an operation that is frozen already.
  func transmit(_ operation: StoredOperation, in table: ResourceTable) async throws {
    let write = RowWrite(operation, in: table.resource)
    let (clock, askedAt) = (run.serverClock, run.now)
    let answer: Result<WriteResult, RemoteError>
    do {
      answer = try await run.ask(isWrite: true) { () async throws(RemoteError) in
        try await run.server.perform(write)
      }
    } catch {
      // Thrown, so it had no effect (RemoteServer's promise): the changes wait as before.
      try run.replica.write(by: .engine) { try takeBack(operation, with: $0) }
      throw error
    }
    switch answer {
    case .success(let result):
      let isOld = clock.predates(result.serverTime, askedAt: askedAt)
      try await keep(
        believed(result, by: operation, isOld: isOld, in: table),
        of: operation,
        in: table
      )
    case .failure(let error):
      try run.replica.write(by: .engine) { writer in
        try refuse(operation, status: error.status, words: error.description, with: writer)
      }
    }
  }

  /// Takes an operation back that certainly never left.
  ///
  /// A retried operation was sent before, so its earlier attempt may still be found: it stays unknown.
  func takeBack(_ operation: StoredOperation, with writer: ReplicaWriter) throws {
    guard operation.attempts <= 1 else { return }
    try writer.abandon(operation.number)
  }

  /// Freezes what waits for a row, if nothing stands against it by now.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - table: its table.
  ///   - empty: rows that it refers to and that cannot be created before it: these references are left
  ///     empty and become a later change of the row.
  ///   - order: actions that go before what was edited after them.
  ///   - writer: the transaction of the caller.
  /// - Returns: the operation to send; nothing where there is none, or where a value was refused.
  /// - Throws: ``ReplicaError`` when the database cannot be written; nothing is frozen then.
  func freeze(
    _ row: RowReference,
    in table: ResourceTable,
    leaving empty: Set<RowReference>,
    behind order: CallOrder,
    with writer: ReplicaWriter
  ) throws -> StoredOperation? {
    let planner = PushPlanner(catalog: run.layout.catalog, user: run.user, now: run.now)
    guard let pending = try writer.reader.pendingRow(row), planner.obstacle(to: pending) == nil,
      pending.effect != .nothing
    else { return nil }
    let itself = pending.deferrable.intersection([row])
    let left = empty.union(itself)
    guard pending.leaving(left).needs.allSatisfy({ $0 == row }) else { return nil }
    var fresh = pending
    if let refused = pending.operation {
      try writer.abandon(refused.number)
      guard let again = try writer.reader.pendingRow(row) else { return nil }
      fresh = again
    }
    guard var draft = try writer.reader.draft(of: fresh) else { return nil }
    if draft.kind == .create { try postpone(left, of: &draft, in: table, with: writer) }
    let fault = checkValues(of: &draft, in: table)
    let number = try writer.freeze(
      draft,
      id: run.operationID(),
      user: run.user,
      serverNow: run.serverNow,
      localNow: run.now,
      heldKeys: draft.kind == .create ? try run.youngKeys(in: table, writer.reader) : []
    )
    guard let fault else {
      let attached = AttachedRows(run: run, order: order)
      try attach(attached.drafts(of: row, in: table, writer.reader), to: number, with: writer)
      return try writer.reader.operation(number)
    }
    try refuse(number, of: row, status: nil, words: fault.words, with: writer, now: run.now)
    run.summary.notes.append(.valueRefused(row: row, fault))
    return nil
  }

  private func postpone(
    _ left: Set<RowReference>,
    of draft: inout OperationDraft,
    in table: ResourceTable,
    with writer: ReplicaWriter
  ) throws {
    let columns = table.columns.filter { column in
      guard let link = column.link, column.isNullable,
        let key = draft.values[column.name].flatMap(RowKey.init)
      else { return false }
      return left.contains(RowReference(resource: link.resource, key: key))
    }
    try writer.postpone(columns.map(\.name), of: draft.row, now: run.now)
    for column in columns { draft.values[column.name] = nil }
  }

  // A value that the column cannot hold exactly is refused before anything is sent.
  private func checkValues(
    of draft: inout OperationDraft,
    in table: ResourceTable
  ) -> ValueRefusal? {
    for (name, value) in draft.values.sorted(by: { $0.key < $1.key }) {
      guard let column = table.resource.column(name) else { continue }
      do {
        draft.values[name] = try column.checked(value)
      } catch {
        return ValueRefusal(column: name, fault: error)
      }
    }
    return nil
  }
}
