import Foundation

/// The standard input of the process: a person at a terminal, or a pipe.
final class ProcessInput: LineSource {
  private let isTerminal: Bool
  private let history: URL
  private lazy var editor = EditLine(history: history)

  init(isTerminal: Bool, history: URL) {
    self.isTerminal = isTerminal
    self.history = history
  }

  func line(prompt: String, completer: (any Completing)?) -> String? {
    isTerminal ? editor.line(prompt: prompt, completer: completer) : readLine()
  }

  func secret(prompt: String) -> String? {
    var before = termios()
    guard isTerminal, tcgetattr(STDIN_FILENO, &before) == 0 else { return readLine() }
    var silent = before
    silent.c_lflag &= ~tcflag_t(ECHO)
    let keys = KeyboardInterrupt()
    DescriptorSink(descriptor: STDERR_FILENO).write(prompt)
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    let line = typedLine()
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &before)
    DescriptorSink(descriptor: STDERR_FILENO).write("\n")
    keys.end()
    // The terminal is as it was: now the signal may do what it always does.
    if keys.wasPressed { raise(SIGINT) }
    return line
  }

  // Byte by byte, because the library's own reading goes on after a signal.
  private func typedLine() -> String? {
    var bytes: [UInt8] = []
    var byte: UInt8 = 0
    while read(STDIN_FILENO, &byte, 1) == 1 {
      if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
      bytes.append(byte)
    }
    return nil
  }
}
