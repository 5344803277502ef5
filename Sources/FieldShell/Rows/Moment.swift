import CatalogModel

/// Points in time for people, in UTC.
enum Moment {
  /// `2018-11-03 14:30:05`, without a fraction.
  static func text(_ time: NaiveTime) -> String {
    String(time.description.prefix(19)).replacing("T", with: " ")
  }
}
