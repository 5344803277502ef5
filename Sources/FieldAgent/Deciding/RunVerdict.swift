/// What a run says of the way to the server, which decides when the next one goes.
package enum RunVerdict: String, Sendable, Equatable {
  /// The server answered to the end.
  case reached
  /// It answered, but not to every write.
  case unanswered
  /// There is no way to the server, or it has a passing trouble.
  case unreachable
  /// Something else answers in the server's place, such as the page of a hotel's network; it is told by
  /// what the server says of itself (`GET /v1/home`), never by the status alone.
  case stranger
  /// The server wants a log-in, which only a person can make.
  case loginNeeded = "login-needed"
  /// Another run is at work on the replica.
  case busy
  /// Something that no link can help: a full disk, a setting, a server of another kind.
  case failed
}
