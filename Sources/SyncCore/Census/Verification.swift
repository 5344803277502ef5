import CatalogModel
import RemoteAPI
import ReplicaStore

/// Compares one resource with the server as a whole: every key, and the content of all rows of a small
/// resource or of a sample of a large one.
struct Verification {
  let run: RunContext
  let table: ResourceTable

  /// Pages of a large resource whose content is compared.
  private static let samples = 3

  /// Verifies, and tells what differed.
  func perform() async throws {
    let start = run.serverNow
    let (rows, isOrdered) = try run.replica.read { reader in
      (
        try reader.knownCount(of: table),
        try reader.ordersKeysAlike(table)
      )
    }
    run.report(.verifyingContent(resource: table.name, rows: rows))
    let found =
      rows <= run.settings.comparedWhole || !isOrdered
      ? try await KeyComparison(run: run, table: table).compare(nil)
      : try await compareKeysAndSamples(rows)
    guard let found else {
      run.summary.notes.append(.notVerified(resource: table.name))
      run.summary.outcome = .partial
      return
    }
    try await CensusPhase.take(found.gone, of: table, in: run)
    try run.replica.write(by: .engine) { try $0.noteVerified(table, asOf: start) }
    run.summary.verified += 1
    run.tell(differing: found.changed, of: table)
  }

  private func compareKeysAndSamples(_ rows: Int) async throws -> KeyComparison.Findings? {
    guard var findings = try await KeySearch(run: run, table: table).perform() else { return nil }
    let comparison = KeyComparison(run: run, table: table)
    guard let missing = try await keysProvedMissing(findings.gone) else { return nil }
    findings.gone += missing
    for _ in 0..<Self.samples {
      let place = min(Int(run.randomFraction() * Double(rows)), rows - 1)
      let after = try run.replica.read { try $0.knownKey(at: place, of: table) }
      guard let sample = try await comparison.comparePage(after: after) else { return nil }
      findings.changed += sample.changed
    }
    return findings
  }

  // In every count a row that left and one that came hide each other; counting the very keys that are
  // held hides nothing.
  private func keysProvedMissing(_ known: [RowKey]) async throws -> [RowKey]? {
    var missing: Set<RowKey> = []
    var next: RowKey?
    repeat {
      let window = try run.replica.read { [next] in
        try $0.knownKeys(after: next, limit: run.settings.keysAtOnce, of: table)
      }
      guard let some = try await keysMissing(among: window.keys) else { return nil }
      missing.formUnion(some)
      next = window.next
    } while next != nil
    return missing.subtracting(known).sorted()
  }

  private func keysMissing(among keys: [RowKey]) async throws -> Set<RowKey>? {
    let name = table.resource.key.name
    var missing: Set<RowKey> = []
    for query in RowQuery(filters: table.scopeFilters, pageSize: 1)
      .chunked(name, in: keys.map(\.value))
    {
      try run.checkLimits()
      guard case .isIn(_, let values)? = query.filters.last else { continue }
      let count = RowQuery(filters: query.filters, pageSize: 1, page: 1_000_000_000)
      let answer = try await run.ask { () async throws(RemoteError) in
        try await run.server.rows(of: table.resource, matching: count).decoded()
      }
      guard case .success(let page) = answer else { return nil }
      guard page.numResults != values.count else { continue }
      var findings = KeyComparison.Findings()
      do {
        missing.formUnion(
          try await KeyComparison(run: run, table: table)
            .missing(among: values.compactMap { RowKey($0) }, &findings)
        )
      } catch is RemoteError {
        return nil
      }
    }
    return missing
  }
}
