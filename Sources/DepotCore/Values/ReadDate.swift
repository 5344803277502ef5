import CatalogModel

/// A point in time as read from a text, before anyone decided what its zone means.
struct ReadDate: Equatable {
  /// The time as written, zone left aside.
  let naive: NaiveTime
  /// Seconds east of UTC, where the text says.
  let zone: Int?

  var utc: NaiveTime { naive.advanced(bySeconds: -Double(zone ?? 0)) }

  /// The day as written, which is what a date column keeps.
  var day: String { String(naive.description.prefix(10)) }
}
