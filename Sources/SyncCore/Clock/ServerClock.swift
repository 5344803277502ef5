package import CatalogModel

/// The server's clocks as far as its answers tell them.
///
/// The laptop's clock orders nothing: it may be years off. It only measures how much time has passed
/// since the server last told its own.
package struct ServerClock: Sendable, Equatable {
  /// Seconds to add to the laptop's clock; nothing before the first answer.
  package private(set) var offset: Double?
  /// Seconds by which the stamps on rows lie behind the `Date` header, which a database with another
  /// clock or zone causes; nothing before the first receipt.
  package private(set) var stampLag: Double?

  /// A clock with an offset known from before, in seconds.
  package init(offset: Double? = nil, stampLag: Double? = nil) {
    self.offset = offset
    self.stampLag = stampLag
  }

  /// Takes in the stamp that the server wrote on a row of ours, and the `Date` of that answer.
  package mutating func observe(stamp: NaiveTime?, in answerAt: NaiveTime?) {
    guard let stamp, let answerAt else { return }
    stampLag = answerAt.secondsSince1970 - stamp.secondsSince1970
  }

  /// How far the stamp of a row may lie from the `Date` of the answer that made it, in seconds.
  ///
  /// It is what our own receipts showed, or, before the first one, more than any time zone.
  package var largestDistance: Double { stampLag.map(abs) ?? Self.anyZone }

  /// More seconds than any two time zones lie apart.
  package static let anyZone: Double = 26 * 3_600

  /// Takes an answer's `Date` in.
  package mutating func observe(_ serverTime: NaiveTime?, at local: NaiveTime) {
    guard let serverTime else { return }
    offset = serverTime.secondsSince1970 - local.secondsSince1970
  }

  /// The server's time when the laptop's clock shows `local`.
  package func time(at local: NaiveTime) -> NaiveTime {
    local.advanced(bySeconds: offset ?? 0)
  }
}
