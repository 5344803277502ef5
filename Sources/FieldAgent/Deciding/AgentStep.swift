/// What the agent does next.
package enum AgentStep: Sendable, Equatable {
  /// It makes a run.
  case run
  /// It looks whether anything waits to be sent.
  case look
  /// It waits for something to happen, at most so many seconds where that is given.
  case wait(seconds: Double?)
  /// It ends.
  case stop
}
