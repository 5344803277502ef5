/// What came back for a request.
package struct HTTPResponse: Sendable {
  /// The HTTP status.
  package var status: Int
  /// The headers.
  package var headers: HTTPHeaders
  /// The body, decompressed.
  package var body: [UInt8]
  /// Bytes sent for this exchange, request line and headers counted.
  package var bytesSent: Int
  /// Bytes received for this exchange as they were on the wire, headers counted.
  package var bytesReceived: Int

  /// An answer with all its parts.
  package init(
    status: Int,
    headers: HTTPHeaders,
    body: [UInt8],
    bytesSent: Int = 0,
    bytesReceived: Int = 0
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.bytesSent = bytesSent
    self.bytesReceived = bytesReceived
  }
}
