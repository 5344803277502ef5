@preconcurrency import Dispatch
import Foundation

/// Control-C, and what a service manager sends to end a process, as the operating system tells them.
struct SignalSource: InterruptSource {
  private static let signals = [SIGINT, SIGTERM]

  private final class Watch: InterruptWatch {
    private let sources: [any DispatchSourceSignal]

    init(_ action: @escaping @Sendable () -> Void) {
      sources = SignalSource.signals.map { number in
        // Ignored as a signal, so that only the source hears of it.
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler(handler: action)
        source.resume()
        return source
      }
    }

    func end() {
      for source in sources { source.cancel() }
      for number in SignalSource.signals { signal(number, SIG_DFL) }
    }
  }

  func watch(_ action: @escaping @Sendable () -> Void) -> any InterruptWatch { Watch(action) }
}
