import Synchronization

/// How far a clock is ahead of the true time; somebody may set it.
package final class ClockError: Sendable {
  private let value: Mutex<Double>

  /// A clock so many seconds ahead.
  package init(seconds: Double = 0) { value = Mutex(seconds) }

  /// Seconds by which the clock is ahead.
  package var seconds: Double {
    get { value.withLock { $0 } }
    set { value.withLock { $0 = newValue } }
  }
}
