import Foundation
import SyncCore

/// A run that another process makes on the same replica: the agent's, or one typed in another window.
struct OtherRun: Sendable {
  private let replica: URL
  private let screen: Screen
  private let clock: any RunClock
  /// Whether a person sees what is waited for.
  private let isWatched: Bool

  /// Seconds between two looks at it.
  private static let pause = 0.25

  init(_ session: Session) {
    replica = session.home.replica
    screen = session.errors
    clock = session.context.runClock
    isWatched = !session.usesJSON && session.errors.style.width != nil
  }

  /// Makes a run as soon as no other one is at work, and shows at a terminal what that one is at.
  ///
  /// Where no person watches nothing waits: a script hears at once that the replica is busy.
  ///
  /// - Parameters:
  ///   - request: what is asked; with a time limit, the wait is no longer than that.
  ///   - engine: what makes the run.
  /// - Returns: what was done; `busy` where the other run was not over in time, or at Control-C.
  /// - Throws: ``ReplicaError`` as the run does.
  func passThenRun(_ request: SyncRequest, _ engine: SyncEngine) async throws -> SyncSummary {
    let began = clock.uptime()
    while true {
      let summary = try await engine.run(request)
      guard summary.outcome == .busy, isWatched else { return summary }
      if let limit = request.maximumSeconds, clock.uptime() - began >= limit { return summary }
      screen.progress(.waitingForRun(RunTrace.read(beside: replica)))
      try? await clock.sleep(seconds: Self.pause)
      if Task.isCancelled { return summary }
    }
  }

  /// What it is at; nothing where there is none, or none that says so.
  var progress: SyncProgress? { RunTrace.read(beside: replica) }
}
