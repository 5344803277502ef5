@preconcurrency import CEdit
import Foundation
import Synchronization

/// Lines typed at a terminal, with history and completion by libedit.
///
/// libedit keeps its state in globals of the process, so there is one of these at most at work.
final class EditLine {
  private let history: URL
  private static let remembered: Int32 = 1_000

  // The C library calls back without a context; what it completes with lies here meanwhile.
  private static let completion = Mutex<Completion>(Completion())

  private struct Completion {
    var completer: (any Completing)?
    var found: [String] = []
  }

  /// An editor that remembers lines in a file that only its owner can read.
  init(history: URL) {
    self.history = history
    setlocale(LC_CTYPE, "")
    rl_readline_name = UnsafePointer(strdup("fieldsync"))
    using_history()
    stifle_history(Self.remembered)
    read_history(history.path)
    rl_completer_word_break_characters = strdup(" \t\n")
    rl_attempted_completion_function = { _, _, end in EditLine.complete(until: end) }
  }

  /// The next line, or nothing at the end of the input.
  func line(prompt: String, completer: (any Completing)?) -> String? {
    Self.completion.withLock { $0.completer = completer }
    // libedit would end the process; here Control-C only gives the line up.
    rl_catch_signals = 0
    let keys = KeyboardInterrupt()
    defer { keys.end() }
    guard let typed = readline(prompt) else {
      // The cursor stands behind what was given up, or behind a Control-D.
      DescriptorSink(descriptor: STDOUT_FILENO).write("\n")
      return keys.wasPressed ? "" : nil
    }
    defer { free(typed) }
    let line = String(cString: typed)
    if completer != nil, !line.allSatisfy(\.isWhitespace) { remember(line) }
    return line
  }

  private func remember(_ line: String) {
    add_history(line)
    // Made first, because libedit would make it readable for everyone.
    let descriptor = open(history.path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return }
    fchmod(descriptor, 0o600)
    close(descriptor)
    write_history(history.path)
  }

  private static func complete(
    until end: Int32
  ) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
    // No file names where no word fits.
    rl_attempted_completion_over = 1
    guard let buffer = rl_line_buffer else { return nil }
    let line = String(decoding: Array(String(cString: buffer).utf8.prefix(Int(end))), as: UTF8.self)
    let found = completion.withLock { state in
      state.found = state.completer?.completions(of: line) ?? []
      return state.found
    }
    guard !found.isEmpty else { return nil }
    rl_completion_append_character = found.count == 1 && found[0].hasSuffix("=") ? 0 : 32
    let begun = WordReader.typed(line).last
    return rl_completion_matches(begun) { _, number in
      EditLine.completion.withLock { state in
        let index = Int(number)
        return state.found.indices.contains(index) ? strdup(state.found[index]) : nil
      }
    }
  }
}
