import CatalogModel
import RemoteAPI
import ReplicaStore

/// Finds rows that were deleted on the server, or slipped by, a few resources in each run.
struct CensusPhase {
  let run: RunContext

  /// Keys compared one by one at the end of a search.
  private static let leaf = 12

  /// Confirms what earlier runs suspected, then counts the resources that were counted longest ago.
  func perform() async throws {
    try await confirmSuspects()
    for table in try due() { try await count(table) }
  }

  private func due() throws -> ArraySlice<ResourceTable> {
    let tables = run.layout.tables.filter { table in
      run.request.includes(table.resource.name) && table.resource.allows(.read)
        // A list that comes whole tells by itself what is gone.
        && table.resource.lists == .pages
    }
    let last = try run.replica.read { reader in
      try tables.map { try reader.remembered(Self.name($0)) ?? "" }
    }
    let count = CensusTurn.resources(
      inRun: run.settings.censusesInRun,
      isFrugal: run.settings.newsInRun != nil,
      last: last.compactMap(NaiveTime.init).max(),
      now: run.serverNow
    )
    return zip(last, tables)
      .sorted { ($0.0, $0.1.resource.name) < ($1.0, $1.1.resource.name) }
      .map(\.1)
      .prefix(count)
  }

  private static func name(_ table: ResourceTable) -> String { "census:\(table.resource.name)" }

  private func count(_ table: ResourceTable) async throws {
    let range = try run.replica.read { try $0.knownRange(of: table) }
    var ghosts: [RowKey] = []
    var open = range.map { [$0] } ?? []
    while let next = open.popLast() {
      try run.checkLimits()
      guard let there = try await serverCount(in: next, of: table) else { return }
      let here = try run.replica.read { try $0.knownCount(in: next, of: table) }
      switch CensusStep.next(here: here, there: there, leaf: Self.leaf) {
      case .agree: break
      case .compareKeys: ghosts += try await compareKeys(in: next, of: table)
      case .split: open += try halves(of: next, in: table)
      }
    }
    try suspect(ghosts, in: table)
    let now = run.serverNow
    try run.replica.write(by: .engine) { try $0.remember(Self.name(table), now.description) }
  }

  private func halves(of range: KeyRange, in table: ResourceTable) throws -> [KeyRange] {
    try run.replica.read { reader in
      guard let middle = try reader.medianKey(in: range, of: table), middle < range.through else {
        return []
      }
      return [
        KeyRange(after: range.after, through: middle),
        KeyRange(after: middle, through: range.through),
      ]
    }
  }

  private func serverCount(in range: KeyRange, of table: ResourceTable) async throws -> Int? {
    // A page beyond the end: the server counts and sends no row.
    let query = RowQuery(filters: filters(range, table), pageSize: 1, page: 1_000_000_000)
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: table.resource, matching: query).decoded()
    }
    return try? answer.get().numResults
  }

  private func compareKeys(
    in range: KeyRange,
    of table: ResourceTable
  ) async throws -> [RowKey] {
    var rows: [RowFields] = []
    var rest = range
    while true {
      try run.checkLimits()
      let query = RowQuery(
        filters: filters(rest, table),
        order: [RowOrder(table.resource.key.name)],
        pageSize: 100
      )
      let answer = try await run.ask { () async throws(RemoteError) in
        try await run.server.rows(of: table.resource, matching: query).decoded()
      }
      guard case .success(let page) = answer else { return [] }
      rows += page.rows
      guard page.totalPages > 1, let last = page.rows.last?.key(in: table.resource) else { break }
      guard rest.after.map({ $0 < last }) ?? true else { return [] }
      rest = KeyRange(after: last, through: range.through)
    }
    return try take(rows, in: range, of: table)
  }

  // What only the server has is taken in; what only the replica has may be a ghost.
  private func take(
    _ rows: [RowFields],
    in range: KeyRange,
    of table: ResourceTable
  ) throws -> [RowKey] {
    let now = run.now
    return try run.replica.write(by: .engine) { writer in
      let known = try writer.reader.knownKeys(in: range, of: table)
      let there = Set(rows.compactMap { $0.key(in: table.resource) })
      let here = Set(known)
      for row in rows where row.key(in: table.resource).map({ !here.contains($0) }) ?? false {
        let rebase = Rebase(writer: writer, now: now, clock: run.serverClock)
        if try rebase.take(row, in: table).isChanged { run.summary.pulledRows += 1 }
      }
      return known.filter { !there.contains($0) }
    }
  }

  /// Notes rows that were found gone, unless they are too many to be believed.
  func suspect(_ ghosts: [RowKey], in table: ResourceTable) throws {
    guard try !ghosts.isEmpty && isBelieved(ghosts.count, in: table) else { return }
    let name = table.resource.name
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      for key in ghosts {
        try writer.suspectGhost(RowReference(resource: name, key: key), now: now)
      }
    }
  }

  /// Whether so many rows may go without a person having looked; where not, the run says so.
  func isBelieved(_ ghosts: Int, in table: ResourceTable) throws -> Bool {
    let rows = try run.replica.read { try $0.count(in: table) }
    guard PurgeLimit.isExceeded(ghosts: ghosts, of: rows) else { return true }
    run.summary.notes.append(.tooManyGhosts(resource: table.resource.name, rows: ghosts))
    return false
  }

  private func filters(_ range: KeyRange, _ table: ResourceTable) -> [RowFilter] {
    let key = table.resource.key.name
    let below = range.after.map { [RowFilter.compare(key, .greater, $0.value)] } ?? []
    return below + [.compare(key, .lessOrEqual, range.through.value)]
  }
}
