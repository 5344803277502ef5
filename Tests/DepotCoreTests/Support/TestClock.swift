import CatalogModel
import Synchronization

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
  private let state: Mutex<NaiveTime>

  init(_ text: String = "2018-03-05T10:00:00") {
    state = Mutex(NaiveTime(text) ?? NaiveTime(microseconds: 0))
  }

  var now: NaiveTime { state.withLock { $0 } }

  func advance(seconds: Double) {
    state.withLock { $0 = $0.advanced(bySeconds: seconds) }
  }
}
