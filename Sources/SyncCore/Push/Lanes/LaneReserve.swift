/// How many operations are frozen ahead of those under way, and when more have to be.
package struct LaneReserve: Sendable, Equatable {
  /// Operations that are frozen ahead.
  package let count: Int
  /// An answer that took longer, in seconds, is kept at once, whatever is ready.
  package let longestAnswer: Double

  /// A reserve of so many operations.
  package init(_ count: Int, longestAnswer: Double = .infinity) {
    self.count = count
    self.longestAnswer = longestAnswer
  }

  /// What is left when the answers so far are kept and more is frozen: with half of it the lanes go on
  /// meanwhile.
  package var low: Int { count / 2 }
}
