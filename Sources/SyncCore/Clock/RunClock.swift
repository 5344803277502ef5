package import CatalogModel

/// The laptop's clock, and waiting by it; virtual in the simulation.
package protocol RunClock: Sendable {
  /// The laptop's time now, right or wrong.
  func now() -> NaiveTime
  /// Seconds by a clock that nobody sets, from any beginning; it goes on while the machine sleeps.
  ///
  /// What is measured is measured by it: a laptop whose time is set in the middle of a run must not
  /// find its limits reached, or never.
  func uptime() -> Double
  /// Waits so many seconds.
  ///
  /// - Throws: `CancellationError` when the task is cancelled meanwhile.
  func sleep(seconds: Double) async throws
}
