import CatalogModel
import RemoteAPI
import ReplicaStore

/// Reads rows again just before they are changed, and merges what a colleague wrote meanwhile.
///
/// The API cannot compare and set, so what is written between this and the PUT shows nothing; the
/// step comes right before the PUT to keep that window at one round trip.
struct RereadStep {
  let run: RunContext

  /// Reads the rows of updates and deletions; creates have no row to read.
  ///
  /// - Returns: rows that could not be read, and why; they must not be written blindly.
  func perform(_ batch: [PendingRow]) async throws -> [RowReference: RemoteError] {
    let known = batch.filter { $0.effect != .create && !$0.row.key.isProvisional }
    guard let first = known.first, let table = run.layout.table(first.row.resource) else {
      return [:]
    }
    guard table.resource.lists == .pages else { return try await readEach(known, in: table) }
    let keys = known.map(\.row.key)
    let query = RowQuery(
      filters: [.isIn(table.resource.key.name, keys.map(\.value))],
      order: [RowOrder(table.resource.key.name)],
      pageSize: keys.count
    )
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: table.resource, matching: query).decoded()
    }
    let page: DecodedPage
    switch answer {
    case .success(let answer): page = answer
    case .failure(let error):
      return Dictionary(uniqueKeysWithValues: known.map { ($0.row, error) })
    }
    for row in page.rows { try take(row, in: table) }
    let found = Set(page.rows.compactMap { $0.key(in: table.resource) })
    var unread: [RowReference: RemoteError] = [:]
    for row in known.map(\.row) where !found.contains(row.key) {
      unread[row] = try await confirmGone(row.key, in: table)
    }
    return unread
  }

  // Where nothing can be asked for apart, every row has its own path.
  private func readEach(
    _ rows: [PendingRow],
    in table: ResourceTable
  ) async throws -> [RowReference: RemoteError] {
    var unread: [RowReference: RemoteError] = [:]
    for row in rows.map(\.row) { unread[row] = try await confirmGone(row.key, in: table) }
    return unread
  }

  // A row that is absent from a page need not be gone: the page may be capped.
  private func confirmGone(_ key: RowKey, in table: ResourceTable) async throws -> RemoteError? {
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.row(of: table.resource, key: key)
    }
    switch answer {
    case .failure(let error): return error
    case .success(let found?): try take(found.fields, in: table)
    case .success(nil):
      try keepGone(RowReference(resource: table.resource.name, key: key), in: table)
    }
    return nil
  }

  private func take(_ row: RowFields, in table: ResourceTable) throws {
    let now = run.now
    let effect = try run.replica.write(by: .engine) { writer in
      try Rebase(writer: writer, now: now, clock: run.serverClock).take(row, in: table)
    }
    if let number = effect.opened, let key = row.key(in: table.resource) {
      run.summary.notes.append(
        .newConflict(number: number, row: RowReference(resource: table.resource.name, key: key))
      )
    }
  }

  /// Keeps the conflict between our change and a row that is gone.
  func keepGone(_ row: RowReference, in table: ResourceTable) throws {
    let now = run.now
    let opened: Int64? = try run.replica.write(by: .engine) { writer in
      // Gone on both sides: the deletion's own step finds it done.
      guard let mine = try writer.reader.row(row.key, in: table) else { return nil }
      let base = try writer.reader.baseRow(row.key, in: table) ?? [:]
      let touched = try writer.reader.openColumns(of: row)
      let draft = ConflictDraft(
        gone: row,
        mine: mine,
        base: base,
        columns: table.columns.filter { touched.contains($0.name) && $0.role == .data }
      )
      let (number, isNew) = try writer.keepConflict(draft, now: now)
      if try PolicyRuling(writer: writer, table: table, now: now).settle(number) { return nil }
      return isNew ? number : nil
    }
    if let opened { run.summary.notes.append(.newConflict(number: opened, row: row)) }
  }
}
