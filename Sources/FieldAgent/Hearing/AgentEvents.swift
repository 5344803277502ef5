/// What the agent hears, one thing after the other.
package protocol AgentEvents: Sendable {
  /// Waits for something to happen; nothing where that takes longer than so many seconds.
  func next(within seconds: Double?) async -> AgentEvent?
  /// What has happened and was not taken yet, without waiting.
  func takeAll() -> [AgentEvent]
}
