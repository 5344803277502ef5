@preconcurrency import Dispatch
import Foundation

/// Control-C as the operating system tells it.
struct SignalSource: InterruptSource {
  private final class Watch: InterruptWatch {
    private let source: any DispatchSourceSignal

    init(_ action: @escaping @Sendable () -> Void) {
      // Ignored as a signal, so that only the source hears of it.
      signal(SIGINT, SIG_IGN)
      source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
      source.setEventHandler(handler: action)
      source.resume()
    }

    func end() {
      source.cancel()
      signal(SIGINT, SIG_DFL)
    }
  }

  func watch(_ action: @escaping @Sendable () -> Void) -> any InterruptWatch { Watch(action) }
}
