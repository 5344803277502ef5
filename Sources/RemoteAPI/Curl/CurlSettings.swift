/// How ``CurlTransport`` reaches its server.
package struct CurlSettings: Sendable, Equatable {
  /// Seconds until a connection must stand, within the request's own deadline.
  package var connectDeadline: Double
  /// A file of certificates to trust instead of the system's.
  package var certificateFile: String?
  /// Hosts beside this machine that may be talked to in plain http.
  package var plainHosts: Set<String>
  /// Connections open at once; over HTTP/2 requests share one.
  package var maximumConnections: Int
  /// Seconds for which a connection made ahead is taken to stand.
  package var spareLifetime: Double
  /// What stands in `User-Agent`.
  package var userAgent: String

  /// How many connections to a server are worth having at once.
  ///
  /// One in plain http costs the delay of the link once, and many are opened together. One over TLS
  /// costs kilobytes; with HTTP/2 there is one for all.
  package static func connections(over scheme: ServerAddress.Scheme) -> Int {
    switch scheme {
    case .http: 12
    case .https: 6
    }
  }

  /// Settings, by default for a slow link.
  package init(
    connectDeadline: Double = 20,
    certificateFile: String? = nil,
    plainHosts: Set<String> = [],
    maximumConnections: Int = 6,
    spareLifetime: Double = 10,
    userAgent: String
  ) {
    self.connectDeadline = connectDeadline
    self.certificateFile = certificateFile
    self.plainHosts = plainHosts
    self.maximumConnections = maximumConnections
    self.spareLifetime = spareLifetime
    self.userAgent = userAgent
  }
}
