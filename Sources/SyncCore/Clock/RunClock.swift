package import CatalogModel

/// The laptop's clock, and waiting by it; virtual in the simulation.
package protocol RunClock: Sendable {
  /// The laptop's time now, right or wrong.
  func now() -> NaiveTime
  /// Waits so many seconds.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  func sleep(seconds: Double) async throws
}
