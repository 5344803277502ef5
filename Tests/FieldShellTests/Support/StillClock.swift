import CatalogModel
import SyncCore
import Synchronization

/// A clock that moves when somebody waits by it.
final class StillClock: RunClock {
  private let time: Mutex<NaiveTime?>
  private let whenSlept = Mutex<@Sendable (Double) -> Void>({ _ in })

  init(at time: NaiveTime? = NaiveTime("2026-03-04T08:00:00")) { self.time = Mutex(time) }

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
