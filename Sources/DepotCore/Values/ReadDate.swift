import CatalogModel

/// A point in time as read from a text, before anyone decided what its zone means.
struct ReadDate: Equatable {
  /// The time as written, zone left aside.
  let naive: NaiveTime
  /// Seconds east of UTC, where the text says.
  let zone: Int?
  /// Whether year, month and day were all said, in an order that needs no guess.
  var isWhole = true

  /// Whether the zone is one that a clock can have; Python stumbles over others.
  var hasPossibleZone: Bool { abs(zone ?? 0) < 86_400 }

  var utc: NaiveTime { naive.advanced(bySeconds: -Double(zone ?? 0)) }

  /// The day as written, which is what a date column keeps.
  var day: String { String(naive.description.prefix(10)) }
}
