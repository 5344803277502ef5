package import CatalogModel
import Foundation

/// The clock of the machine.
package struct SystemClock: RunClock {
  private let start = ContinuousClock.now

  /// The clock of the machine.
  package init() {}

  /// The machine's time.
  package func now() -> NaiveTime { NaiveTime(secondsSince1970: Date().timeIntervalSince1970) }

  /// Seconds since this clock was made; `ContinuousClock` counts while the machine sleeps.
  package func uptime() -> Double { start.duration(to: .now) / .seconds(1) }

  /// Waits so many seconds.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  package func sleep(seconds: Double) async throws {
    try await Task.sleep(for: .seconds(seconds))
  }
}
