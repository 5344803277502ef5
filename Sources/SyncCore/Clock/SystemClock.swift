package import CatalogModel
import Foundation

/// The clock of the machine.
package struct SystemClock: RunClock {
  /// The clock of the machine.
  package init() {}

  /// The machine's time.
  package func now() -> NaiveTime { NaiveTime(secondsSince1970: Date().timeIntervalSince1970) }

  /// Waits so many seconds.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  package func sleep(seconds: Double) async throws {
    try await Task.sleep(for: .seconds(seconds))
  }
}
