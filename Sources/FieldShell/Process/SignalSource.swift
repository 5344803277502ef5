@preconcurrency import Dispatch
import Foundation

/// Control-C, a terminal that is closed, and what a service manager sends to end a process, as the
/// operating system tells them.
struct SignalSource: InterruptSource {
  private final class Watch: InterruptWatch {
    private let signals: [Int32]
    private let sources: [any DispatchSourceSignal]

    init(_ action: @escaping @Sendable () -> Void) {
      // nohup(1) asks for the closed terminal to be ignored.
      signals = [SIGINT, SIGTERM] + (Self.isIgnored(SIGHUP) ? [] : [SIGHUP])
      sources = signals.map { number in
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
      for number in signals { signal(number, SIG_DFL) }
    }

    private static func isIgnored(_ number: Int32) -> Bool {
      var action = sigaction()
      sigaction(number, nil, &action)
      // What a handler is cannot be asked, but its address compared.
      return withUnsafeBytes(of: action.__sigaction_handler) { held in
        withUnsafeBytes(of: SIG_IGN) { held.elementsEqual($0) }
      }
    }
  }

  func watch(_ action: @escaping @Sendable () -> Void) -> any InterruptWatch { Watch(action) }
}
