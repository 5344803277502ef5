/// Something that the agent hears of while it waits.
package enum AgentEvent: Sendable, Equatable {
  /// What the interfaces of this computer say: whether there is a way out.
  case network(isUp: Bool)
  /// Something was typed here: the outbox changed.
  case edited
  /// Somebody logged in, changed the settings or put another replica in place, so that what failed
  /// before may go now.
  case homeChanged
  /// Somebody wants the agent to rest, or to go on.
  case paused(Bool)
  /// Somebody wants the agent to end.
  case stop
}
