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
    guard let whole = try run.replica.read({ try $0.knownRange(of: table) }) else {
      return findings
    }
    guard let all = try await serverCount(whole) else { return nil }
    var open = [
      Counted(
        range: whole,
        here: try run.replica.read { try $0.knownCount(in: whole, of: table) },
        there: all
      )
    ]
    while let next = open.popLast() {
      switch CensusStep.next(here: next.here, there: next.there, leaf: Self.leaf) {
      case .agree: break
      case .compareKeys:
        guard let found = try await comparison.compare(next.range) else { return nil }
        findings.add(found)
      case .split:
        guard let halves = try await halves(of: next) else { return nil }
        open += halves
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

  /// A range with the rows of both sides.
  private struct Counted {
    let range: KeyRange
    let here: Int
    let there: Int
  }

  // What the lower half does not hold the upper one does, so that one question counts both, and here
  // none is counted. A range that changed on the server in between is counted again.
  private func halves(of counted: Counted) async throws -> [Counted]? {
    let range = counted.range
    let below = (counted.here - 1) / 2
    let middle = try run.replica.read { try $0.knownKey(at: below, in: range, of: table) }
    guard let middle, middle < range.through else { return [] }
    let lower = KeyRange(after: range.after, through: middle)
    let upper = KeyRange(after: middle, through: range.through)
    guard let lowerCount = try await serverCount(lower) else { return nil }
    var upperCount = counted.there - lowerCount
    if upperCount < 0 {
      guard let count = try await serverCount(upper) else { return nil }
      upperCount = count
    }
    return [
      Counted(range: lower, here: below + 1, there: lowerCount),
      Counted(range: upper, here: counted.here - below - 1, there: upperCount),
    ]
  }

  private func serverCount(_ range: KeyRange?) async throws -> Int? {
    try run.checkLimits()
    let question = CountQuestion(table: table, range: range)
    let answer = try await run.ask { () async throws(RemoteError) in
      try await run.server.rows(of: table.resource, matching: question.query).decoded()
    }
    return try? answer.get().numResults
  }
}
