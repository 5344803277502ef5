import CatalogModel
import RemoteAPI
import ReplicaStore

/// Finds rows that were deleted on the server, or slipped by.
///
/// Counting finds most differences at once. A row that left and one that came hide each other in every
/// count, so pages of keys and contents are compared too, one after the other in turns, or all of them
/// where the run is asked to verify.
struct CensusPhase {
  let run: RunContext

  /// Confirms what earlier runs suspected, then counts the resources that were counted longest ago and
  /// compares the next page; or verifies everything.
  func perform() async throws {
    try await settleSuspects()
    let tables = try restingTables()
    let regained = try DriftSettling(run: run).regained()
    for table in tables where regained.contains(table.name) { try await fetchMissing(table) }
    if run.request.verifies {
      for table in tables { try await Verification(run: run, table: table).perform() }
    } else {
      for table in try due(tables) where try !isCountedAlike(table) { try await count(table) }
      try await VerificationTurn(run: run).perform(among: tables)
    }
    try await AftermathPhase(run: run).rereadReferrers()
  }

  /// Notes rows that only the replica has, and settles what can be settled at once.
  static func take(
    _ gone: [RowKey],
    of table: ResourceTable,
    in run: RunContext
  ) async throws {
    // A row that left the scope is no ghost.
    let gone = try await ScopeSettling(run: run).gone(among: gone, of: table)
    guard !gone.isEmpty else { return }
    let now = run.serverNow
    try run.replica.write(by: .engine) { writer in
      for key in gone {
        try writer.suspectGhost(RowReference(resource: table.name, key: key), now: now)
      }
    }
    try await GhostSettling(run: run, table: table).perform()
  }

  private func settleSuspects() async throws {
    for name in try run.replica.read({ try $0.resourcesWithGhosts() })
    where run.request.includes(name) {
      guard let table = run.layout.table(name), table.resource.lists == .pages else { continue }
      try await GhostSettling(run: run, table: table).perform()
    }
  }

  // Before its load is finished a resource has nothing to be compared.
  private func restingTables() throws -> [ResourceTable] {
    try run.replica.read { reader in
      try run.layout.tables.filter { table in
        // A list that comes whole tells by itself what is gone.
        guard run.request.includes(table.name), table.resource.allows(.read),
          table.resource.lists == .pages
        else { return false }
        if run.drift.denials[table.name] != nil { return false }
        return try reader.cursor(of: table.name, scope: PullPhase.scope).stage != .load
      }
    }
  }

  /// The resources that this run counts.
  func due() throws -> ArraySlice<ResourceTable> { try due(restingTables()) }

  // A count from beside the pull that agrees is as good as one from now.
  private func isCountedAlike(_ table: ResourceTable) throws -> Bool {
    guard let counted = run.counted[table.name],
      try run.replica.read({ try $0.knownCount(in: counted.range, of: table) }) == counted.rows
    else { return false }
    try noteCount(of: table)
    return true
  }

  private func noteCount(of table: ResourceTable) throws {
    let now = run.serverNow
    try run.replica.write(by: .engine) { try $0.remember(Self.name(table), now.description) }
  }

  private func due(_ tables: [ResourceTable]) throws -> ArraySlice<ResourceTable> {
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

  // Rows that came in sight have stamps of their own, which no question for news reaches.
  private func fetchMissing(_ table: ResourceTable) async throws {
    guard try await KeySearch(run: run, table: table).performBeyond() else { return }
    try await count(table)
    run.drift.fetched(table.name)
  }

  private func count(_ table: ResourceTable) async throws {
    guard let found = try await KeySearch(run: run, table: table).perform() else { return }
    try await Self.take(found.gone, of: table, in: run)
    try noteCount(of: table)
  }
}
