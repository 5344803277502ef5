import CatalogModel
import SyncCore
import Synchronization

/// A clock that goes on only where somebody waits by it.
final class VirtualTime: RunClock {
  private let seconds = Mutex(0.0)

  func now() -> NaiveTime { NaiveTime(secondsSince1970: 1_700_000_000 + uptime()) }

  func uptime() -> Double { seconds.withLock { $0 } }

  func advance(by wait: Double) { seconds.withLock { $0 += wait } }

  func sleep(seconds: Double) async throws { advance(by: seconds) }
}
