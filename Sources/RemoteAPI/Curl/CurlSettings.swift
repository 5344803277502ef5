/// How ``CurlTransport`` reaches its server.
package struct CurlSettings: Sendable, Equatable {
  /// Seconds until a connection must stand, within the request's own deadline.
  package var connectDeadline: Double
  /// A file of certificates to trust instead of the system's.
  package var certificateFile: String?
  /// Hosts beside this machine that may be talked to in plain http.
  package var plainHosts: Set<String>
  /// Connections open at once.
  package var maximumConnections: Int
  /// What stands in `User-Agent`.
  package var userAgent: String

  /// Settings, by default for a slow link.
  package init(
    connectDeadline: Double = 20,
    certificateFile: String? = nil,
    plainHosts: Set<String> = [],
    maximumConnections: Int = 6,
    userAgent: String
  ) {
    self.connectDeadline = connectDeadline
    self.certificateFile = certificateFile
    self.plainHosts = plainHosts
    self.maximumConnections = maximumConnections
    self.userAgent = userAgent
  }
}
