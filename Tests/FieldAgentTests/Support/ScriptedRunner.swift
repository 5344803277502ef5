import CatalogModel
import FieldAgent
import Synchronization

/// Runs that take a second of a virtual clock and end as they are told; the last of them again and again.
final class ScriptedRunner: SyncRunner {
  private let clock: VirtualTime
  private let verdicts: [RunVerdict]
  private let waiting: Int?
  private let begun = Mutex<[Double]>([])

  init(_ clock: VirtualTime, _ verdicts: [RunVerdict], waiting: Int? = nil) {
    self.clock = clock
    self.verdicts = verdicts
    self.waiting = waiting
  }

  /// When each run began.
  var times: [Double] { begun.withLock { $0 } }

  func run() async -> RunReport {
    let number = begun.withLock { begun in
      begun.append(clock.uptime())
      return begun.count
    }
    clock.advance(by: 1)
    var report = RunReport(exitCode: 0, answer: nil)
    report.verdict = verdicts[min(number, verdicts.count) - 1]
    return report
  }

  func status() async -> JSONNode? {
    waiting.map { count in
      .object(["waiting": .integer(Int64(count)), "unknown": .integer(0)])
    }
  }

  func interrupt() {}
}
