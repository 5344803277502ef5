import CatalogModel
import SyncCore
import Synchronization

/// A clock that goes on only where somebody waits by it.
final class VirtualTime: RunClock {
  private let seconds = Mutex(0.0)
  private let ahead = Mutex(1_700_000_000.0)

  func now() -> NaiveTime { NaiveTime(secondsSince1970: ahead.withLock { $0 } + uptime()) }

  /// Sets the clock on the wall so many seconds on, or back.
  func set(on seconds: Double) { ahead.withLock { $0 += seconds } }

  func uptime() -> Double { seconds.withLock { $0 } }

  func advance(by wait: Double) { seconds.withLock { $0 += wait } }

  func sleep(seconds: Double) async throws { advance(by: seconds) }
}
