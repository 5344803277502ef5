package import SyncCore

/// How often the agent runs, in seconds.
package struct AgentPace: Sendable, Equatable {
  /// From one good run to the next, where nothing happens between.
  package var interval: Double
  /// From an edit to the run that sends it: what is typed together goes together.
  package var afterEdit: Double
  /// From a network that came up to the run: addresses and routes come one after the other.
  package var afterNetwork: Double
  /// From a run that found another at work to the next trial.
  package var afterBusy: Double
  /// From a run that left a write unanswered to the one that finds out about it.
  package var afterUnanswered: Double
  /// After a run that failed, and after one that failed again.
  package var backoff: Backoff

  /// A pace with all its parts; a run each 15 minutes where nothing else is said.
  package init(
    interval: Double = 900,
    afterEdit: Double = 2,
    afterNetwork: Double = 0.5,
    afterBusy: Double = 5,
    afterUnanswered: Double = 35,
    backoff: Backoff = Backoff(first: 5, limit: 300)
  ) {
    self.interval = interval
    self.afterEdit = afterEdit
    self.afterNetwork = afterNetwork
    self.afterBusy = afterBusy
    self.afterUnanswered = afterUnanswered
    self.backoff = backoff
  }
}
