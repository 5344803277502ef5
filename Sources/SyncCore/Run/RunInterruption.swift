package import RemoteAPI

/// Why the rest of a run does not happen; what was done stays done.
package enum RunInterruption: Error, Sendable {
  /// The server cannot be reached, or is not itself.
  case link(RemoteError)
  /// The server asks for a log-in.
  case login(RemoteError)
  /// A limit that was asked for is reached.
  case limit
}
