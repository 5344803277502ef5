import Synchronization

/// Numbers that never come twice.
final class CountingNumbers: Sendable {
  private let last: Mutex<UInt64>

  init(after last: UInt64 = 0) { self.last = Mutex(last) }

  /// The number that came last.
  var latest: UInt64 { last.withLock { $0 } }

  func next() -> UInt64 {
    last.withLock { last in
      last += 1
      return last
    }
  }
}
