import CatalogModel
import RemoteAPI
import ReplicaStore

/// Reads again what this run's own pushes changed on the server beside the rows they named.
struct AftermathPhase {
  let run: RunContext

  /// Rows read with one request.
  private static let batch = 50

  func perform() async throws {
    let touched = run.touched.sorted().filter(run.request.includes).compactMap(run.layout.table)
      // What one write caused is seldom worth the whole list again; the next run brings it.
      .filter { $0.resource.lists == .pages }
    try await PullPhase(run: run).pull(touched)
    try await rereadReferrers()
  }

  /// Reads again rows whose reference the server emptied, and forgets which they were.
  func rereadReferrers() async throws {
    defer { run.rereads = [] }
    for (name, rows) in Dictionary(grouping: run.rereads, by: \.resource).sorted(by: {
      $0.key < $1.key
    }) {
      guard let table = run.layout.table(name), table.resource.lists == .pages else { continue }
      try await reread(rows.map(\.key).sorted(), in: table)
    }
  }

  // The server empties references to a deleted row without stamping the rows, so no stream tells.
  private func reread(_ keys: [RowKey], in table: ResourceTable) async throws {
    var rest = keys[...]
    while !rest.isEmpty {
      try run.checkLimits()
      let batch = rest.prefix(Self.batch)
      rest = rest.dropFirst(Self.batch)
      let query = RowQuery(
        filters: [.isIn(table.resource.key.name, batch.map(\.value))],
        order: [RowOrder(table.resource.key.name)],
        pageSize: batch.count
      )
      let answer = try await run.ask { () async throws(RemoteError) in
        try await run.server.rows(of: table.resource, matching: query).decoded()
      }
      guard case .success(let page) = answer else { continue }
      let now = run.now
      try run.replica.write(by: .engine) { writer in
        for row in page.rows {
          try Rebase(writer: writer, now: now, clock: run.serverClock).take(row, in: table)
        }
      }
    }
  }
}
