import FieldShell
import Synchronization

/// Keeps what is written.
final class RecordingSink: TextSink {
  private let kept = Mutex("")
  let hasFailed: Bool

  init(hasFailed: Bool = false) {
    self.hasFailed = hasFailed
  }

  var text: String { kept.withLock(\.self) }

  func write(_ text: String) { kept.withLock { $0 += text } }
}
