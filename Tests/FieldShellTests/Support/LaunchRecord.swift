import Synchronization

/// Programs of the system that were started, in order.
final class LaunchRecord: Sendable {
  private let held = Mutex<[[String]]>([])

  var all: [[String]] { held.withLock { $0 } }

  func add(_ words: [String]) { held.withLock { $0.append(words) } }
}
