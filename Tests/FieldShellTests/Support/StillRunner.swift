import CatalogModel
import FieldAgent
import Synchronization

/// Makes no run, and says what it is told to say of it.
final class StillRunner: SyncRunner {
  private let answer: JSONNode?
  private let count = Mutex(0)

  init(saying answer: String) {
    self.answer = try? JSONNode(parsing: answer)
  }

  /// Runs that were asked for.
  var runs: Int { count.withLock { $0 } }

  func run() async -> RunReport {
    count.withLock { $0 += 1 }
    return RunReport(exitCode: answer == nil ? 1 : 0, answer: answer)
  }

  func status() async -> JSONNode? { .object(["waiting": .integer(2)]) }

  func interrupt() {}
}
