/// How a change was closed.
package enum ChangeOutcome: String, Sendable, Codable {
  /// A receipt confirms it.
  case delivered
  /// It came to nothing.
  case void
  /// A person gave it up.
  case dropped
  /// A decision or a policy replaced it.
  case superseded
  /// A person took it back before it was sent.
  case undone
}
