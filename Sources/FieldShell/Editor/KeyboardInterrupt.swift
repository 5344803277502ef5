import Foundation
import Synchronization

/// Control-C while a person types: waiting for a key ends, the process does not.
///
/// The operating system tells signals to a function without context, hence the one flag for all.
final class KeyboardInterrupt {
  private static let pressed = Atomic<Bool>(false)
  private var before = sigaction()

  /// Begins to take the signal.
  init() {
    Self.pressed.store(false, ordering: .sequentiallyConsistent)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      KeyboardInterrupt.pressed.store(true, ordering: .sequentiallyConsistent)
    }
    // Without SA_RESTART, so that a read that waits for keys returns.
    sigaction(SIGINT, &action, &before)
  }

  /// Whether Control-C was pressed since the beginning.
  var wasPressed: Bool { Self.pressed.load(ordering: .sequentiallyConsistent) }

  /// Leaves the signal to whoever had it before.
  func end() {
    sigaction(SIGINT, &before, nil)
  }
}
