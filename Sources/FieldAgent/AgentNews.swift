/// What the agent is at, for whoever shows, logs or counts it.
package enum AgentNews: Sendable, Equatable {
  /// It lives.
  case began
  /// A run is under way.
  case running
  /// A run ended; so many have failed in a row.
  case ran(RunReport, failures: Int)
  /// It waits, for so many seconds at most where that is given.
  case waiting(seconds: Double?)
  /// Something happened while it waited.
  case heard(AgentEvent)
  /// It ends.
  case ended
}
