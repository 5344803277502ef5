/// How much the reference server has been asked.
package struct DepotCounters: Sendable, Equatable {
  /// Requests of any kind.
  package var requests = 0
  /// Requests other than GET and HEAD.
  package var writes = 0
  /// Answers with a status from 400 up.
  package var refusals = 0
  /// Bytes of request bodies.
  package var bytesReceived = 0
  /// Bytes of response bodies.
  package var bytesSent = 0
}
