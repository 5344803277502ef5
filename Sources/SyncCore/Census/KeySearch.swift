import CatalogModel
import RemoteAPI
import ReplicaStore

/// Finds by counting where the keys of one resource differ between replica and server.
///
/// Deleting d of n rows costs O(d log n) small questions instead of fetching n keys. Where the two do
/// not order keys alike, ranges mean nothing, and the whole resource is compared if its count differs.
struct KeySearch {
  let run: RunContext
  let table: ResourceTable

  /// Keys compared one by one at the end of a search.
  private static let leaf = 12

  /// Counts, and compares what does not agree.
  ///
  /// - Returns: what was found; nothing where the server gave no answer that leads anywhere.
  func perform() async throws -> KeyComparison.Findings? {
    let comparison = KeyComparison(run: run, table: table)
    var findings = KeyComparison.Findings()
    guard try run.replica.read({ try $0.ordersKeysAlike(table) }) else {
      guard let there = try await serverCount(nil) else { return nil }
      let here = try run.replica.read { try $0.knownCount(of: table) }
      return here == there ? findings : try await comparison.compare(nil)
    }
    var open = try run.replica.read { try $0.knownRange(of: table) }.map { [$0] } ?? []
    while let next = open.popLast() {
      guard let there = try await serverCount(next) else { return nil }
      let here = try run.replica.read { try $0.knownCount(in: next, of: table) }
      switch CensusStep.next(here: here, there: there, leaf: Self.leaf) {
      case .agree: break
      case .compareKeys:
        guard let found = try await comparison.compare(next) else { return nil }
        findings.add(found)
      case .split: open += try halves(of: next)
      }
    }
    return findings
  }

  /// Fetches the rows whose keys lie above all that are here, which a search among the keys that are
  /// here cannot miss.
  ///
  /// - Returns: whether the server answered to the end.
  func performBeyond() async throws -> Bool {
    // Where ranges mean nothing the search itself compares everything.
    guard try run.replica.read({ try $0.ordersKeysAlike(table) }) else { return true }
    let comparison = KeyComparison(run: run, table: table)
    var after = try run.replica.read { try $0.knownRange(of: table) }?.through
    repeat {
      guard let found = try await comparison.comparePage(after: after) else { return false }
      after = found.next
    } while after != nil
    return true
  }

  private func halves(of range: KeyRange) throws -> [KeyRange] {
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

  private func serverCount(_ range: KeyRange?) async throws -> Int? {
    try run.checkLimits()
    let key = table.resource.key.name
    var filters = range?.after.map { [RowFilter.compare(key, .greater, $0.value)] } ?? []
    if let last = range?.through { filters.append(.compare(key, .lessOrEqual, last.value)) }
    // A page beyond the end: the server counts and sends no row.
    let query = RowQuery(filters: filters, pageSize: 1, page: 1_000_000_000)
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: table.resource, matching: query).decoded()
    }
    return try? answer.get().numResults
  }
}
