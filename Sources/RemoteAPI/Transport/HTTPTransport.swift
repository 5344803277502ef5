/// The way to one server: takes a request there and brings the answer back.
///
/// A transport belongs to one ``ServerAddress``; it follows no redirect and sends nothing elsewhere.
/// A request with ``HTTPRequest/isWrite`` reaches the server at most once for one call.
package protocol HTTPTransport: Sendable {
  /// Sends a request and waits for its whole answer.
  ///
  /// - Throws: ``TransportError`` if no whole answer came; its
  ///   ``TransportError/mayHaveBeenSent`` says whether the server can have acted.
  func send(_ request: HTTPRequest) async throws(TransportError) -> HTTPResponse
}
