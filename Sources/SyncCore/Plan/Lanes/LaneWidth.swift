/// How many lanes send at once: all that are allowed on a link that carries them, one on a bad one.
///
/// A link is bad where even the fastest answer of the run took long, or where one did not come. Lanes that
/// were under way together share the link and fail together, so they count as one failure. After as many
/// answers as lanes are allowed, one more lane is opened.
package struct LaneWidth: Sendable, Equatable {
  /// Lanes that may be under way now.
  package private(set) var allowed: Int
  private let maximum: Int
  private var answers = 0
  private var failuresInRow = 0
  private var narrowedAt: Double?

  /// The fastest answer after which a link counts as bad, in seconds.
  package static let badRoundTrip = 3.0

  /// A width of at most so many lanes, on a link whose fastest answer took so many seconds.
  package init(maximum: Int, roundTrip: Double?) {
    self.maximum = max(1, maximum)
    allowed = (roundTrip ?? 0) > Self.badRoundTrip ? 1 : self.maximum
  }

  /// Learns that an answer came within so many seconds.
  package mutating func answered(after seconds: Double) {
    failuresInRow = 0
    guard seconds <= Self.badRoundTrip else {
      answers = 0
      return
    }
    answers += 1
    guard answers >= allowed * 2 else { return }
    answers = 0
    allowed = min(allowed + 1, maximum)
  }

  /// Learns that an answer did not come.
  ///
  /// - Parameters:
  ///   - askedAt: when the question left, by a clock that nobody sets, in seconds.
  ///   - now: the time by that clock.
  /// - Returns: how often that happened since the last answer.
  package mutating func failed(askedAt: Double, at now: Double) -> Int {
    answers = 0
    if let narrowedAt, askedAt < narrowedAt { return failuresInRow }
    narrowedAt = now
    failuresInRow += 1
    allowed = 1
    return failuresInRow
  }
}
