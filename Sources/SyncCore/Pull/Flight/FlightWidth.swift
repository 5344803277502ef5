/// How many questions are under way at once: as many as the link carries.
///
/// Grows by one after as many answers as are allowed, halves when one does not come in time, as
/// congestion control does (additive increase, multiplicative decrease).
struct FlightWidth: Sendable, Equatable {
  /// Questions that may be under way now.
  private(set) var allowed: Int
  private let maximum: Int
  private var answers = 0
  private var failuresInRow = 0
  private var narrowedAt: Double?

  /// A width that begins with all that is allowed: most runs ask little.
  init(maximum: Int) {
    self.maximum = max(1, maximum)
    allowed = self.maximum
  }

  /// Learns that an answer came.
  mutating func answered() {
    failuresInRow = 0
    answers += 1
    guard answers >= allowed else { return }
    answers = 0
    allowed = min(allowed + 1, maximum)
  }

  /// Learns that an answer did not come in time, and returns how often that happened since the last
  /// one that did.
  ///
  /// Questions that were under way together share the link and fail together: those asked before the
  /// width was last narrowed tell nothing new. Times are seconds of a clock that nobody sets.
  mutating func failed(askedAt: Double, at now: Double) -> Int {
    if let narrowedAt, askedAt < narrowedAt { return failuresInRow }
    narrowedAt = now
    failuresInRow += 1
    answers = 0
    allowed = max(1, allowed / 2)
    return failuresInRow
  }
}
