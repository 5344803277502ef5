package import CatalogModel
package import FieldAgent
import Foundation
import Synchronization

/// Makes runs as processes of this very program.
package final class SyncProcess: SyncRunner {
  private let home: String
  private struct State {
    var running: Program?
    var isEnding = false
  }

  private let state = Mutex(State())

  /// A runner over the home in a folder.
  package init(home: String) {
    self.home = home
  }

  /// The program that runs now, as an absolute path: the newer one where it was replaced meanwhile.
  static var program: String {
    let link = "/proc/self/exe"
    guard let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link) else {
      return link
    }
    // What the kernel adds to the name of a file that another took the place of (proc(5)).
    let mark = " (deleted)"
    return path.hasSuffix(mark) ? String(path.dropLast(mark.count)) : path
  }

  /// Makes one run and says how it ended, whatever came of it; none any more after ``interrupt()``.
  package func run() async -> RunReport {
    guard !state.withLock(\.isEnding) else {
      return RunReport(exitCode: ExitCode.interrupted.rawValue, answer: nil)
    }
    let (code, answer) = await ask("sync")
    return RunReport(exitCode: code ?? -1, answer: answer)
  }

  /// What `status --json` says; nothing where it says nothing that can be read.
  package func status() async -> JSONNode? { await ask("status").answer }

  /// Ends the run that is under way early, as Control-C would, and lets no other begin.
  package func interrupt() {
    state.withLock { state in
      state.isEnding = true
      state.running?.interrupt()
    }
  }

  private func ask(_ verb: String) async -> (code: Int32?, answer: JSONNode?) {
    let program = Program([Self.program, "--home", home, "--json", verb])
    state.withLock { state in
      state.running = program
      if state.isEnding, verb == "sync" { program.interrupt() }
    }
    let (code, output) = await program.run()
    state.withLock { $0.running = nil }
    return (code, try? JSONNode(parsing: output))
  }
}
