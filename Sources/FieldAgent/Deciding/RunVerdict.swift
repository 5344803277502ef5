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
  /// There is no replica (any more), which only a person can make.
  case notSetUp = "not-set-up"
  /// Another run is at work on the replica.
  case busy
  /// Something that no link can help: a full disk, a setting, a server of another kind.
  case failed

  /// Whether no later run can go better before a person has done something.
  var waitsForPerson: Bool { self == .loginNeeded || self == .notSetUp }
}
