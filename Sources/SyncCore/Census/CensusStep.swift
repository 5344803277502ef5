/// What to do about a range of keys, from what both sides count in it (design: census).
///
/// Deletions leave no trace on the server. Counting a range costs one small request, so a difference
/// is found by halving: d deletions among n rows cost O(d log n) requests instead of n keys.
package enum CensusStep: Sendable, Equatable {
  /// Both sides hold as many rows; good for this run.
  case agree
  /// Few enough keys to compare one by one.
  case compareKeys
  /// Count both halves.
  case split

  /// Decides about a range.
  ///
  /// - Parameters:
  ///   - here: rows that the replica knows in it.
  ///   - there: rows that the server counts in it.
  ///   - leaf: the number of keys that are worth fetching.
  /// - Returns: what to do.
  package static func next(here: Int, there: Int, leaf: Int) -> CensusStep {
    if here == there { return .agree }
    return max(here, there) <= leaf || here <= 1 ? .compareKeys : .split
  }
}
