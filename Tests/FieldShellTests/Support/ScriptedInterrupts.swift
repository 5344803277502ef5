import FieldShell
import Synchronization

/// Control-C pressed by a test.
final class ScriptedInterrupts: InterruptSource {
  private struct Watch: InterruptWatch {
    let onEnd: @Sendable () -> Void
    func end() { onEnd() }
  }

  private let action = Mutex<(@Sendable () -> Void)?>(nil)

  func watch(_ action: @escaping @Sendable () -> Void) -> any InterruptWatch {
    self.action.withLock { $0 = action }
    return Watch { [self] in self.action.withLock { $0 = nil } }
  }

  /// Presses Control-C; nothing happens where nobody watches.
  func press() { action.withLock { $0?() } }
}
