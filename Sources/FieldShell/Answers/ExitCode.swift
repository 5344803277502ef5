/// What the process tells its caller.
package enum ExitCode: Int32, Sendable, CaseIterable {
  /// All was done.
  case done = 0
  /// Something failed, or was not found.
  case failed = 1
  /// The command line could not be understood.
  case usage = 2
  /// Conflicts wait for a person.
  case conflicts = 3
  /// A log-in is needed.
  case login = 4
  /// The server could not be reached, or had a passing trouble.
  case offline = 5
  /// Changes that the server refused wait for a person.
  case refused = 6
  /// Another run works on the replica.
  case busy = 7
  /// The disk is full, or the replica damaged.
  case storage = 8
  /// The server does not fit the catalog or the program.
  case incompatible = 9
  /// A limit was reached before the work was done.
  case limited = 10
  /// A person interrupted.
  case interrupted = 130

  private static let precedence: [ExitCode] = [
    .interrupted, .storage, .incompatible, .busy, .login, .offline, .refused, .conflicts, .limited,
    .usage, .failed,
  ]

  /// Those that hold, the one that wins first.
  static func ordered(_ codes: Set<ExitCode>) -> [ExitCode] { precedence.filter(codes.contains) }

  /// The one that the process ends with where several hold.
  static func winner(of codes: Set<ExitCode>) -> ExitCode { ordered(codes).first ?? .done }
}
