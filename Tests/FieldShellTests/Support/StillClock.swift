import CatalogModel
import SyncCore
import Synchronization

/// A clock that moves when somebody waits by it.
final class StillClock: RunClock {
  private let time = Mutex(NaiveTime("2026-03-04T08:00:00"))

  func now() -> NaiveTime { time.withLock { $0 } ?? NaiveTime(microseconds: 0) }

  func uptime() -> Double { now().secondsSince1970 }

  func sleep(seconds: Double) async throws { advance(by: seconds) }

  /// Lets time pass.
  func advance(by seconds: Double) { time.withLock { $0 = $0?.advanced(bySeconds: seconds) } }
}
