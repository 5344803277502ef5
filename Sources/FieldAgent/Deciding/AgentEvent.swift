/// Something that the agent hears of while it waits.
package enum AgentEvent: Sendable, Equatable {
  /// What the interfaces of this computer say: whether there is a way out.
  case network(isUp: Bool)
  /// Something was typed here: the outbox changed.
  case edited
  /// Somebody changed the settings or put another replica in place, so that what failed before may go
  /// now.
  case homeChanged
  /// Somebody logged in, or a run did with a password that it was given to keep.
  case loggedIn
  /// The folder of the home was moved or removed; what is at its path now is another home.
  case homeGone
  /// Somebody wants the agent to rest, or to go on.
  case paused(Bool)
  /// Somebody wants the agent to end.
  case stop
}
