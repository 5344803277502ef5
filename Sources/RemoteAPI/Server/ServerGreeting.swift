package import CatalogModel

/// The API's greeting, which no captive portal gives.
package struct ServerGreeting: TimedAnswer, Sendable, Equatable {
  /// The name that the API gives itself.
  package let name: String
  /// The server's clock in the greeting.
  package let time: NaiveTime
  /// The server's clock in the `Date` header, or in the greeting where the header is missing.
  package let serverTime: NaiveTime?

  /// A greeting with its parts.
  package init(name: String, time: NaiveTime, serverTime: NaiveTime?) {
    self.name = name
    self.time = time
    self.serverTime = serverTime
  }
}
