/// How fast the server answers beside how long it takes to keep what it answered.
///
/// Nothing leaves before it is frozen on the disk. Where the server answers faster than the disk, lanes
/// would spend most of their time waiting for it; so as many operations are frozen ahead as can be
/// answered while one transaction lasts. On a link that is slower than the disk that is none.
package struct LanePace: Sendable, Equatable {
  /// How long an answer takes, in seconds; nothing before the first.
  private var answer: Double?
  /// How long a transaction takes, in seconds; nothing before the first.
  private var keeping: Double?

  /// Operations that are frozen ahead at most: what a crash leaves behind has to be verified.
  package static let mostAhead = 16
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
  package func ahead(of lanes: Int) -> Int {
    guard let answer, let keeping, answer > 0 else { return 0 }
    return Int(min(Double(lanes) * keeping / answer, Double(Self.mostAhead)))
  }

  private static func average(_ known: Double?, _ new: Double) -> Double {
    guard let known else { return new }
    return known + (new - known) * weight
  }
}
