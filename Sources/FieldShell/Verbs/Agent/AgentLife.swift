import CatalogModel
import FieldAgent
import Foundation
import Logging
import ReplicaStore
import SyncCore

/// An agent in this process: what it hears, what it tells, and where.
struct AgentLife {
  private let session: Session
  private let pace: AgentPace
  private let diary: AgentDiary
  private let metricsFile: URL?

  /// An agent as the command line wants it.
  ///
  /// - Throws: ``ShellError`` where an option cannot be used or no home is set up.
  init(_ invocation: Invocation, _ session: Session) throws {
    self.session = session
    _ = try session.configuration()
    let interval = try invocation.number("every").map(Double.init)
    pace = interval.map { AgentPace(interval: $0) } ?? AgentPace()
    diary = AgentDiary(try Self.logger(invocation, session.context))
    metricsFile = invocation.value("metrics").map { URL(fileURLWithPath: $0) }
  }

  /// Lives until it is told to end.
  ///
  /// - Throws: ``ShellError`` with `agent-running` where another agent serves this home.
  func live() async throws -> Answer {
    let lock = try AgentControl(session: session).lock()
    defer { lock.release() }
    let inbox = AgentInbox(clock: session.context.runClock)
    let runner = session.context.runner(session.home.folder.path)
    let heard: [(any AgentWatch)?] = [
      NetworkWatch(telling: inbox), HomeWatch(folder: session.home.folder.path, telling: inbox),
    ]
    let watches = heard.compactMap(\.self)
    for watch in watches { inbox.add(watch) }
    let interrupts = session.context.interrupts.watch {
      inbox.put(.stop)
      runner.interrupt()
    }
    defer {
      interrupts.end()
      for watch in watches { watch.end() }
    }
    let teller = AgentTeller(
      session: session,
      diary: diary,
      metricsFile: metricsFile,
      runner: runner
    )
    var agent = Agent(
      pace: pace,
      isPaused: AgentControl(session: session).isPaused,
      events: inbox,
      runner: runner,
      clock: session.context.runClock,
      random: session.context.random,
      tell: { await teller.tell($0) }
    )
    await agent.live()
    return Answer(["runs": .integer(Int64(teller.runs))], [])
  }

  /// Makes one run, and tells of it as an agent would.
  func runOnce() async throws -> Answer {
    let runner = session.context.runner(session.home.folder.path)
    let interrupts = session.context.interrupts.watch { runner.interrupt() }
    defer { interrupts.end() }
    let report = await runner.run()
    diary.note(.ran(report, failures: 0))
    try await AgentMetricsFile(metricsFile, runner: runner).note(
      report,
      0,
      at: session.context.clock()
    )
    var answer = Answer([
      "outcome": .text(report.word), "verdict": .text(report.verdict.rawValue),
      "applied": .integer(Int64(report.applied)), "rows": .integer(Int64(report.rows)),
      "waiting": .integer(Int64(report.waiting)),
    ])
    answer.codes = [ExitCode(rawValue: report.exitCode) ?? .failed]
    return answer
  }

  private static func logger(_ invocation: Invocation, _ context: ShellContext) throws -> Logger {
    let isOfJournal = context.environment["JOURNAL_STREAM"] != nil && !invocation.has("log")
    let usual: AgentLogHandler.Format = isOfJournal ? .journal : .text
    let named = invocation.value("log-format")
    guard let format = named.map(AgentLogHandler.Format.init(rawValue:)) ?? usual else {
      throw ShellError(.optionValue, .unknownLogFormat(named ?? ""), exit: .usage)
    }
    let file = invocation.value("log").map { LogFile(path: $0) }
    let sink = context.errors
    let clock = context.runClock
    return Logger(label: "fieldsync") { _ in
      AgentLogHandler(format: format, now: { clock.now() }) { line in
        if let file { file.write(line) } else { sink.write(line + "\n") }
      }
    }
  }
}
