import CatalogModel
import ReplicaStore

@testable import SyncCore

/// A server with nothing but keys, that answers the questions of a load and counts them.
struct LoadServer {
  let keys: [Int64]
  /// The most rows of a page that it gives.
  let cap: Int
  var requests = 0
  /// Keys as they came, again and again if so.
  var given: [Int64] = []

  init(keys: [Int64], cap: Int) {
    self.keys = keys.sorted()
    self.cap = cap
  }

  /// Answers for a range and tells the plan; returns whether that led anywhere.
  mutating func answer(_ span: KeySpan, pageSize: Int, to plan: inout LoadPlan) -> Bool {
    requests += 1
    let held = keys[lowerBound(span.first)..<(span.below.map { lowerBound($0) } ?? keys.count)]
    let size = min(pageSize, cap)
    let page = span.isReadDownwards ? Array(held.reversed().prefix(size)) : Array(held.prefix(size))
    given += page
    return plan.took(
      span,
      rows: page.count,
      last: page.last.map { plan.numbering.key($0) },
      count: held.count
    )
  }

  private func lowerBound(_ key: Int64?) -> Int {
    guard let key else { return 0 }
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
