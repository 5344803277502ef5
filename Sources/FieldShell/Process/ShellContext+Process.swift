import Foundation
import RemoteAPI
import SyncCore

extension ShellContext {
  /// The surroundings of this process.
  package static func process() -> ShellContext {
    let environment = ProcessInfo.processInfo.environment
    let home = Home(option: nil, environment: environment)
    return ShellContext(
      environment: environment,
      input: ProcessInput(isTerminal: isatty(STDIN_FILENO) == 1, history: home.history),
      output: DescriptorSink(descriptor: STDOUT_FILENO),
      errors: DescriptorSink(descriptor: STDERR_FILENO),
      terminal: {
        Terminal(
          isInput: isatty(STDIN_FILENO) == 1,
          isOutput: isatty(STDOUT_FILENO) == 1,
          isErrors: isatty(STDERR_FILENO) == 1,
          width: width()
        )
      },
      clock: SystemClock(),
      random: { UInt64.random(in: .min ... .max) },
      transport: { CurlTransport(base: $0, settings: $1) },
      interrupts: SignalSource()
    )
  }

  private static func width() -> Int {
    for descriptor in [STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO] {
      var size = winsize()
      if ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
        return Int(size.ws_col)
      }
    }
    return 80
  }
}
