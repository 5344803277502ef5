/// How fast the server answers beside how long it takes to keep what it answered.
///
/// Nothing leaves before it is frozen on the disk. Where the server answers faster than the disk, lanes
/// would spend most of their time waiting for it; so as many operations are frozen ahead as can be
/// answered while one transaction lasts, and as many again, so that several answers are kept together. On
/// a link that is slower than the disk that is none.
package struct LanePace: Sendable, Equatable {
  /// How long an answer takes, in seconds; nothing before the first.
  private var answer: Double?
  /// How long a transaction takes, in seconds; nothing before the first.
  private var keeping: Double?

  /// Operations that are frozen ahead at most: what a crash leaves behind has to be verified.
  package static let mostAhead = 32
  /// An answer that took so long, in seconds, came by a link that is slower than any disk.
  private static let slowAnswer = 0.1
  /// The weight of what is newest in the average.
  private static let weight = 0.2

  /// A pace of which nothing is known.
  package init() {}

  /// Learns that an answer came within so many seconds.
  package mutating func answered(after seconds: Double) {
    answer = Self.average(answer, seconds)
  }

  /// Learns that a transaction took so many seconds.
  package mutating func kept(within seconds: Double) {
    keeping = Self.average(keeping, seconds)
  }

  /// How many operations are frozen ahead of those that so many lanes have under way.
  package func reserve(of lanes: Int) -> LaneReserve {
    guard let answer, let keeping, answer > 0 else { return LaneReserve(0) }
    let meanwhile = (Double(lanes) * keeping / answer).rounded(.down)
    return LaneReserve(
      Int(min(2 * meanwhile, Double(Self.mostAhead))),
      longestAnswer: Self.slowAnswer
    )
  }

  private static func average(_ known: Double?, _ new: Double) -> Double {
    guard let known else { return new }
    return known + (new - known) * weight
  }
}
