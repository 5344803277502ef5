import CatalogModel
import ReplicaStore

/// Finds out, from the rows as they were pulled, which units followed what was asked of them.
struct UnitRequestSettling {
  let run: RunContext

  /// Keeps what shows by now.
  ///
  /// - Throws: ``ReplicaError`` when the replica cannot be read or written.
  func perform() throws {
    let found = try run.replica.read { reader in
      try open(reader).compactMap { request in
        try time(of: request, reader).map { (request: request, time: $0) }
      }
    }
    guard !found.isEmpty else { return }
    let now = run.now
    let rows = try run.replica.write(by: .engine) { writer in
      try found.map { request, time in
        try writer.confirm(request, at: time, now: now)
        let operation = try request.operation.flatMap(writer.reader.operation)
        return (row: operation?.row ?? request.row, time: time)
      }
    }
    // What this run asked for and saw confirmed is told once.
    let confirmed = Set(rows.map(\.row))
    run.summary.notes.removeAll { note in
      if case .requested(let row) = note { confirmed.contains(row) } else { false }
    }
    run.summary.notes += rows.map { .unitConfirmed(row: $0.row, at: $0.time) }
  }

  /// The requests that a unit may still be about to follow.
  func open(_ reader: ReplicaReader) throws -> [UnitRequest] {
    let catalog = run.layout.catalog
    let longest = catalog.actions.filter { $0.confirmation != nil }.compactMap(\.timeToLive).max()
    guard let longest else { return [] }
    let now = run.serverNow
    return try reader.openUnitRequests(since: now.advanced(bySeconds: -longest)).filter { request in
      guard let action = catalog.action(named: request.action), action.confirmation != nil,
        let timeToLive = action.timeToLive
      else { return false }
      return request.requestedAt >= now.advanced(bySeconds: -timeToLive)
    }
  }

  private func time(of request: UnitRequest, _ reader: ReplicaReader) throws -> NaiveTime? {
    guard let confirmation = run.layout.catalog.action(named: request.action)?.confirmation,
      let table = run.layout.table(request.subject.resource),
      let row = try reader.row(request.subject.key, in: table)
    else { return nil }
    let answer = UnitAnswer(confirmation, clock: run.serverClock)
    guard let link = confirmation.link else {
      return answer.time(after: request.requestedAt, in: row, table.resource)
    }
    guard let target = table.column(link)?.link?.resource,
      let resource = run.layout.catalog[target], let key = row[link].flatMap(RowKey.init)
    else { return nil }
    let held = try run.layout.table(target).flatMap { try reader.row(key, in: $0) }
    let shown = held ?? run.glimpsed[RowReference(resource: target, key: key)]
    return shown.flatMap { answer.time(after: request.requestedAt, in: $0, resource) }
  }
}

extension UnitRequest {
  /// By what a run tells of a request that it made by itself: the action and the unit.
  var row: RowReference { RowReference(resource: action, key: subject.key) }
}
