/// How often a resource is worth asking for news.
package enum Tier: String, Sendable, Codable {
  /// In every run.
  case run
  /// Once an hour.
  case hour
  /// Once a day.
  case day
}
