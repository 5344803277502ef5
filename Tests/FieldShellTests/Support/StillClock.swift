import CatalogModel
import SyncCore
import Synchronization

/// A clock that moves when somebody waits by it.
final class StillClock: RunClock {
  private let time = Mutex(NaiveTime("2026-03-04T08:00:00"))
  private let whenSlept = Mutex<@Sendable (Double) -> Void>({ _ in })

  func now() -> NaiveTime { time.withLock { $0 } ?? NaiveTime(microseconds: 0) }

  func uptime() -> Double { now().secondsSince1970 }

  func sleep(seconds: Double) async throws {
    advance(by: seconds)
    whenSlept.withLock { $0 }(seconds)
  }

  /// Does something after each wait, told its seconds.
  func afterEachWait(_ action: @escaping @Sendable (Double) -> Void) {
    whenSlept.withLock { $0 = action }
  }

  /// Lets time pass.
  func advance(by seconds: Double) { time.withLock { $0 = $0?.advanced(bySeconds: seconds) } }
}
