package import CatalogModel

/// The server's clocks as far as its answers tell them.
///
/// The laptop's clock orders nothing: it may be years off. It only measures how much time has passed
/// since the server last told its own. An answer tells no moment but an interval, because `Date` has
/// whole seconds and a slow link delivers it late; what must not come too early asks for one end of
/// the interval, what must not come too late for the other.
package struct ServerClock: Sendable, Equatable {
  /// Seconds to add to the laptop's clock, at least and at most; nothing before the first answer.
  package private(set) var offsets: ClosedRange<Double>?
  /// Seconds by which the stamps on rows lie behind the `Date` header, which a database with another
  /// clock or zone causes; nothing before the first receipt.
  package private(set) var stampLag: Double?
  /// The most that ``stampLag`` can be, from stamps on rows that came; nothing before the first.
  package private(set) var stampLagAtMost: Double?

  /// How the clocks stood when edits were made: known after that change, and how far apart they were.
  package var atEdits: (after: Int64, offsets: ClosedRange<Double>)? {
    get { knownAfter.flatMap { after in offsetsAtEdits.map { (after, $0) } } }
    set { (knownAfter, offsetsAtEdits) = (newValue?.after, newValue?.offsets) }
  }
  private var knownAfter: Int64?
  private var offsetsAtEdits: ClosedRange<Double>?

  /// The resolution of the `Date` header (RFC 9110, 5.6.7), in seconds.
  private static let resolution: Double = 1

  /// A clock that no answer has told yet, with lags known from before, in seconds.
  package init(stampLag: Double? = nil, stampLagAtMost: Double? = nil) {
    self.stampLag = stampLag
    self.stampLagAtMost = stampLagAtMost
  }

  /// Takes in the stamp that the server wrote on a row of ours, and the `Date` of that answer.
  package mutating func observe(stamp: NaiveTime?, in answerAt: NaiveTime?) {
    guard let stamp, let answerAt else { return }
    stampLag = answerAt.secondsSince1970 - stamp.secondsSince1970
  }

  /// Takes in the newest stamp on rows that came, and the latest that the server's clock can have
  /// shown then: the clock of the stamps had reached it, so it lies behind by no more than the rest.
  package mutating func observe(newestStamp: NaiveTime?, atMost now: NaiveTime) {
    guard let newestStamp, newestStamp <= now else { return }
    let lag = now.secondsSince1970 - newestStamp.secondsSince1970
    stampLagAtMost = min(lag, stampLagAtMost ?? lag)
  }

  /// Forgets how far stamps lie behind `Date`, because one of the clocks was set since it was seen.
  package mutating func forgetLags() {
    stampLag = nil
    stampLagAtMost = nil
  }

  /// How far before the `Date` of a moment the stamps may lie that are written in that moment, in
  /// seconds, never less than nothing.
  ///
  /// What a receipt showed is exact; before the first one, the newest stamps that came are a bound,
  /// and no two time zones lie further apart than ``anyZone``.
  package var furthestBehind: Double {
    max(0, stampLag ?? min(stampLagAtMost ?? Self.anyZone, Self.anyZone))
  }

  /// How far the stamp of a row may lie from the `Date` of the answer that made it, in seconds.
  ///
  /// It is what our own receipts showed, or, before the first one, more than any time zone.
  package var largestDistance: Double { stampLag.map(abs) ?? Self.anyZone }

  /// More seconds than any two time zones lie apart.
  package static let anyZone: Double = 26 * 3_600

  /// Takes an answer's `Date` in, with the laptop's times around the question.
  ///
  /// Every answer narrows the interval. One that contradicts it may mean that a clock was set, or be an
  /// old answer in the place of another: the interval then spans both, and the next answer says which.
  package mutating func observe(
    _ serverTime: NaiveTime?,
    askedAt: NaiveTime,
    answeredAt: NaiveTime
  ) {
    guard let serverTime else { return }
    let least = serverTime.secondsSince1970 - answeredAt.secondsSince1970
    let most = serverTime.secondsSince1970 + Self.resolution - askedAt.secondsSince1970
    let told = least...max(least, most)
    guard let known = offsets else {
      offsets = told
      return
    }
    offsets =
      known.overlaps(told)
      ? known.clamped(to: told)
      : min(known.lowerBound, told.lowerBound)...max(known.upperBound, told.upperBound)
  }

  /// Whether an answer was given before its question was asked, so that it belongs to an earlier one.
  ///
  /// Asked before the answer is taken in, which widens what is known; unknown clocks contradict nothing.
  package func predates(_ serverTime: NaiveTime?, askedAt: NaiveTime) -> Bool {
    guard let serverTime, offsets != nil else { return false }
    return serverTime.advanced(bySeconds: Self.resolution) < earliest(at: askedAt)
  }

  /// The earliest that the server's time can be when the laptop's clock shows `local`.
  package func earliest(at local: NaiveTime) -> NaiveTime {
    local.advanced(bySeconds: offsets?.lowerBound ?? 0)
  }

  /// The latest that the server's time can be when the laptop's clock shows `local`.
  package func latest(at local: NaiveTime) -> NaiveTime {
    local.advanced(bySeconds: offsets?.upperBound ?? 0)
  }

  /// When an edit was made, by the server's clock; nothing where the distance of the clocks was not known
  /// then, or one of them was set since.
  ///
  /// Clocks drift: how they stand now and how they stood at the last run before the edit both count.
  package func time(
    ofEdit change: Int64,
    at local: NaiveTime
  ) -> ClosedRange<NaiveTime>? {
    guard let atEdits, change > atEdits.after, let offsets else { return nil }
    let least = min(offsets.lowerBound, atEdits.offsets.lowerBound)
    let most = max(offsets.upperBound, atEdits.offsets.upperBound)
    return local.advanced(bySeconds: least)...local.advanced(bySeconds: most)
  }

  /// When a row was stamped, by the clock of the `Date` header.
  package func time(ofStamp stamp: NaiveTime) -> ClosedRange<NaiveTime> {
    let behind = stampLag.map { $0...$0 } ?? 0...furthestBehind
    let earliest = stamp.advanced(bySeconds: behind.lowerBound)
    return earliest...stamp.advanced(bySeconds: behind.upperBound)
  }
}
