package import ReplicaStore

/// What a run is at, for whoever watches.
package enum SyncProgress: Sendable, Equatable {
  /// Asking whether the server is there.
  case connecting
  /// Finding out what became of unanswered operations.
  case verifying(operations: Int)
  /// Sending one of several operations.
  case pushing(row: RowReference, number: Int, of: Int)
  /// Taking rows of a resource in.
  case pulling(PullProgress)
  /// Comparing a resource with the server, which has so many rows here.
  case verifyingContent(resource: String, rows: Int)
  /// Waiting until an unanswered request can no longer commit.
  case settling(seconds: Double)
  /// Waiting for so many units to answer, for so many seconds at most.
  case awaitingUnits(units: Int, seconds: Double)
  /// Waiting because the server asked for a pause.
  case pausing(seconds: Double)
}
