import CatalogModel
import RemoteAPI
import ReplicaStore

extension CensusPhase {
  /// Asks once more for every row that an earlier run found gone, and lets go of those that the API
  /// itself, in its own words, says it has not.
  func confirmSuspects() async throws {
    for suspect in try run.replica.read({ try $0.suspectedGhosts() }) {
      guard let table = run.layout.table(suspect.resource),
        run.request.includes(suspect.resource), table.resource.lists == .pages
      else { continue }
      try run.checkLimits()
      let answer = try await run.ask { () async throws(RemoteError) in
        try await run.server.row(of: table.resource, key: suspect.key)
      }
      guard case .success(let found) = answer else { continue }
      if let found {
        try keep(suspect, found.fields, in: table)
      } else {
        try letGo(suspect, in: table)
      }
    }
  }

  private func keep(_ row: RowReference, _ fields: RowFields, in table: ResourceTable) throws {
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      try writer.clearGhost(row)
      try Rebase(writer: writer, now: now, clock: run.serverClock).take(fields, in: table)
    }
  }

  /// Lets go of a row that is gone for certain; one with unsent changes is a conflict, never purged.
  func letGo(_ row: RowReference, in table: ResourceTable) throws {
    let pending = try run.replica.read { try $0.pendingRow(row) }
    if let pending {
      if pending.effect != .delete { try RereadStep(run: run).keepGone(row, in: table) }
      return
    }
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      let last = try writer.reader.row(row.key, in: table) ?? [:]
      try writer.note(.ghost, row: row, detail: last.mapValues { JSONNode($0) }, now: now)
      try writer.removeRow(row.key, in: table)
      try writer.clearBase(row.key, in: table)
      try writer.clearGhost(row)
    }
    run.summary.ghosts += 1
  }
}
