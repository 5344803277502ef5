import Foundation
import Synchronization

/// One use of another program: started, read to its end, waited for.
///
/// It inherits the environment and the error output; its input is empty.
final class Program: Sendable {
  private struct State {
    var process: Process?
    // Kept for a process that is only about to begin.
    var isInterrupted = false
  }

  private let words: [String]
  private let state = Mutex(State())

  /// A program and its arguments; a name without a slash is looked for where the shell would.
  init(_ words: [String]) {
    self.words = words
  }

  /// Runs it.
  ///
  /// - Returns: what it wrote, and how it ended: 128 and the signal's number where one ended it; nothing
  ///   where it could not be started.
  func run() async -> (code: Int32?, output: Data) {
    await withCheckedContinuation { continuation in
      // Reading blocks a thread, which must be none of those that tasks run on.
      DispatchQueue.global().async { [self] in continuation.resume(returning: runNow()) }
    }
  }

  /// Sends it the signal of Control-C, at its beginning where that is still to come.
  func interrupt() {
    state.withLock { state in
      state.isInterrupted = true
      state.process?.interrupt()
    }
  }

  private func runNow() -> (code: Int32?, output: Data) {
    let (process, pipe) = (Process(), Pipe())
    let isPath = words.first?.contains("/") == true
    process.executableURL = URL(fileURLWithPath: isPath ? words[0] : "/usr/bin/env")
    process.arguments = isPath ? Array(words.dropFirst()) : words
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = pipe
    let isStarted = state.withLock { state in
      guard (try? process.run()) != nil else { return false }
      state.process = process
      if state.isInterrupted { process.interrupt() }
      return true
    }
    guard isStarted else { return (nil, Data()) }
    let output = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    state.withLock { $0.process = nil }
    let code = process.terminationStatus
    // What `env` says of a program that is not there.
    guard isPath || code != 127 else { return (nil, output) }
    return (process.terminationReason == .exit ? code : 128 + code, output)
  }
}
