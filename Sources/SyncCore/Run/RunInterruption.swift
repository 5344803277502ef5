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

extension RunInterruption {
  /// The interruption that an error means; nothing where it concerns one question only.
  init?(_ error: RemoteError) {
    switch error.code {
    case .loginNeeded, .loginRefused, .sessionStore, .sessionUnwritable: self = .login(error)
    case .offline, .timedOut, .cancelled, .notThisAPI, .insecure, .tlsFailed, .certificateDate,
      .certificateUntrusted, .certificateName, .proxyLogin, .proxyRefused:
      self = .link(error)
    case .forbidden, .notFound, .rejected, .serverFault, .unreadable, .tooLarge, .refusedByClient:
      return nil
    }
  }
}
