import SyncCore

/// Decides when the agent runs: soon after the network came, an edit was made or somebody logged in, now
/// and then where nothing happens, ever less often while nothing can be reached.
///
/// A pure value. Times are seconds of a clock that nobody sets and that goes on while the computer sleeps,
/// so that neither a set clock nor a suspension keeps a run from its time.
package struct AgentPolicy: Sendable {
  private let pace: AgentPace
  private var isPaused: Bool
  private var isStopping = false
  private var hasNetwork: Bool?
  private var failures = 0
  private var last: RunVerdict?
  // Whether the last run was made only because the outbox changed during the one before.
  private var isFollowing = false
  // When a run is due whatever waits, and when it is worth a look whether anything waits.
  private var run: Double?
  private var look: Double?

  /// A policy whose first run is due at once.
  package init(pace: AgentPace, isPaused: Bool, at now: Double) {
    self.pace = pace
    self.isPaused = isPaused
    run = now
  }

  /// When the next run may be due; nothing where only an event can bring one.
  package var due: Double? {
    guard let run, let look else { return run ?? look }
    return min(run, look)
  }

  /// Runs that failed since the last good one.
  package var failuresInRow: Int { failures }

  /// What is to be done now.
  package func step(at now: Double) -> AgentStep {
    if isStopping { return .stop }
    guard !isPaused, let due else { return .wait(seconds: nil) }
    guard due <= now else { return .wait(seconds: due - now) }
    return run.map { $0 <= now } ?? false ? .run : .look
  }

  /// Takes in what happened while the agent waited.
  package mutating func heard(_ event: AgentEvent, at now: Double) {
    switch event {
    case .stop, .homeGone: isStopping = true
    case .paused(let isPaused):
      if self.isPaused, !isPaused { bringForward(to: now) }
      self.isPaused = isPaused
    case .network(let isUp):
      let isNews = isUp && (hasNetwork != true || failures > 0)
      // What the first message says was so when the first run was made.
      if isNews, hasNetwork != nil { start(at: now + pace.afterNetwork) }
      hasNetwork = isUp
    case .homeChanged, .loggedIn: start(at: now + pace.afterNetwork)
    // Where nothing can be reached, typing does not bring the network.
    case .edited:
      guard failures == 0, last?.waitsForPerson != true else { return }
      look = min(look ?? .infinity, now + pace.afterEdit)
    }
  }

  /// Takes in what a look for unsent work found.
  ///
  /// A run by hand writes receipts into the outbox, too; they are no reason to make another.
  ///
  /// - Parameters:
  ///   - waiting: how much waits or is unknown; nothing where that could not be read.
  ///   - now: the time of the look, by the clock that nobody sets.
  package mutating func saw(waiting: Int?, at now: Double) {
    look = nil
    if waiting != 0 { bringForward(to: now) }
  }

  /// Takes in how a run ended, and what happened meanwhile.
  ///
  /// - Parameters:
  ///   - report: how the run ended.
  ///   - events: what happened while it was under way.
  ///   - now: the end of the run, by the clock that nobody sets.
  ///   - random: a number from 0 up to 1, so that many laptops do not come at one time.
  package mutating func ran(
    _ report: RunReport,
    hearing events: [AgentEvent],
    at now: Double,
    random: Double
  ) {
    let wasFollowing = isFollowing
    isFollowing = false
    last = report.verdict
    look = nil
    run = now + wait(after: report, random: random)
    // A log-in meanwhile may have been the run's own, which mended nothing: it is tried like what fails.
    if report.verdict.waitsForPerson, !events.contains(.loggedIn) { run = nil }
    for event in events where ![.edited, .loggedIn].contains(event) { heard(event, at: now) }
    guard events.contains(.edited), failures == 0, report.verdict == .reached else { return }
    // A run writes into the outbox, too; what it counted at its end may be older than the last edit.
    guard report.waiting > 0 else {
      look = now + pace.afterEdit
      return
    }
    // What a second run could not send waits for more than a run.
    guard !wasFollowing || report.applied > 0 else { return }
    isFollowing = true
    bringForward(to: now + pace.afterEdit)
  }

  private mutating func wait(after report: RunReport, random: Double) -> Double {
    switch report.verdict {
    case .reached:
      failures = 0
      return pace.interval * (0.9 + 0.2 * random)
    case .unanswered:
      failures = 0
      return pace.afterUnanswered * (1 + 0.2 * random)
    case .busy: return pace.afterBusy * (1 + random)
    case .unreachable, .stranger, .loginNeeded, .notSetUp, .failed:
      failures += 1
      return pace.backoff.delay(
        afterAttempts: failures,
        random: random,
        retryAfter: report.retryAfter
      )
    }
  }

  private mutating func start(at time: Double) {
    failures = 0
    bringForward(to: time)
  }

  private mutating func bringForward(to time: Double) { run = min(run ?? time, time) }
}
