/// What went over the wire so far.
package struct Traffic: Sendable, Equatable {
  /// Requests sent, those without an answer counted.
  package var requests: Int
  /// Bytes sent, headers counted.
  package var bytesSent: Int
  /// Bytes received as they were on the wire, headers counted.
  package var bytesReceived: Int

  /// A count of traffic, by default none.
  package init(requests: Int = 0, bytesSent: Int = 0, bytesReceived: Int = 0) {
    self.requests = requests
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
  }
}
