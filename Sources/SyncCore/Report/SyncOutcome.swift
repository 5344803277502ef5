/// How a run ended.
package enum SyncOutcome: String, Sendable, Codable {
  /// Everything that could be done was done.
  case complete
  /// Some of it was; the notes say what was not.
  case partial
  /// It stopped at a limit that was asked for.
  case limited
  /// The server was not reached.
  case offline
  /// The server asks for a log-in.
  case login
  /// Another run was at work.
  case busy
}
