import CatalogModel
import RemoteAPI
import ReplicaStore

/// Freezes one row's net effect, sends it, and keeps what the server answered.
struct OperationSender {
  let run: RunContext

  /// Sends the row's changes if nothing stands against it by now.
  func send(_ row: RowReference) async throws {
    guard let table = run.layout.table(row.resource),
      let number = try freeze(row, in: table),
      let operation = try run.replica.read({ try $0.operation(number) })
    else { return }
    try await transmit(operation, in: table)
  }

  /// Sends an operation that is frozen already.
  func transmit(_ operation: StoredOperation, in table: ResourceTable) async throws {
    let write = RowWrite(
      kind: kind(of: operation),
      resource: table.resource,
      fields: operation.values
    )
    let answer: Result<WriteResult, RemoteError>
    do {
      answer = try await run.ask(isWrite: true) { () async throws(RemoteError) in
        try await run.server.perform(write)
      }
    } catch {
      // Thrown, so it had no effect (RemoteServer's promise): the changes wait as before.
      try takeBack(operation)
      throw error
    }
    switch answer {
    case .success(let result):
      try await keep(result, of: operation, in: table)
    case .failure(let error):
      try refuse(operation, status: error.status, words: error.description)
    }
  }

  private func kind(of operation: StoredOperation) -> RowWrite.Kind {
    switch operation.kind {
    case .create: .create
    case .delete: .delete(operation.row.key)
    case .update, .action: .update(operation.row.key)
    }
  }

  // A retried operation was sent before, so its earlier attempt may still be found: it stays unknown.
  private func takeBack(_ operation: StoredOperation) throws {
    guard operation.attempts <= 1 else { return }
    try run.replica.write(by: .engine) { try $0.abandon(operation.number) }
  }

  private func freeze(_ row: RowReference, in table: ResourceTable) throws -> Int64? {
    let id = run.operationID()
    let (serverNow, localNow) = (run.serverNow, run.now)
    // Wider than any window in which this operation will ever be looked for.
    let young = serverNow.advanced(
      bySeconds: -(run.settings.skew + ServerClock.anyZone + run.serverClock.largestDistance)
    )
    let (number, fault): (Int64?, ValueRefusal?) = try run.replica.write(by: .engine) { writer in
      guard let pending = try writer.reader.pendingRow(row) else { return (nil, nil) }
      let planner = PushPlanner(catalog: writer.layout.catalog, user: run.user)
      guard planner.plan([pending]).ready.count == 1 else { return (nil, nil) }
      if let refused = pending.operation { try writer.abandon(refused.number) }
      guard let fresh = try writer.reader.pendingRow(row),
        var draft = try writer.reader.draft(of: fresh)
      else { return (nil, nil) }
      let fault = checkValues(of: &draft, in: table)
      let isCreate = draft.kind == .create
      let number = try writer.freeze(
        draft,
        id: id,
        user: run.user,
        serverNow: serverNow,
        localNow: localNow,
        heldKeys: isCreate ? try writer.reader.keys(in: table, createdSince: young) : []
      )
      if let fault {
        try refuse(number, of: row, status: nil, words: fault.words, with: writer, now: localNow)
      }
      return (number, fault)
    }
    guard let fault else { return number }
    run.summary.notes.append(.valueRefused(row: row, fault))
    return nil
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
