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
  private let runner: any SyncRunner
  private let metrics: AgentMetricsFile

  /// An agent as the command line wants it.
  ///
  /// - Throws: ``ShellError`` where an option cannot be used, its file cannot be written or no home is set
  ///   up.
  init(_ invocation: Invocation, _ session: Session) throws {
    self.session = session
    _ = try session.configuration()
    let options = try AgentOptions(invocation)
    pace = options.interval.map { AgentPace(interval: Double($0)) } ?? AgentPace()
    diary = AgentDiary(try Self.logger(options, session.context))
    runner = session.context.runner(session.home.folder.path)
    metrics = AgentMetricsFile(options.metrics, runner: runner)
  }

  /// Lives until it is told to end.
  ///
  /// - Throws: ``ShellError`` with `agent-running` where another agent serves this home, and with
  ///   `home-gone` where the folder of this one went away.
  func live() async throws -> Answer {
    let lock = try await AgentControl(session: session).lock()
    defer { lock.release() }
    try await metrics.write()
    let inbox = AgentInbox(clock: session.context.runClock)
    let runner = runner
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
    let teller = AgentTeller(session: session, diary: diary, metrics: metrics)
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
    guard !teller.isHomeGone else {
      throw ShellError(.homeGone, .agentHomeGone(session.home.folder.path))
    }
    return Answer(["runs": .integer(Int64(teller.runs))], [])
  }

  /// Makes one run, and tells of it as an agent would; beside an agent that lives, in its log only.
  ///
  /// - Throws: ``ShellError`` with `agent-paused` where somebody wants the agent of this home to rest.
  func runOnce() async throws -> Answer {
    let control = AgentControl(session: session)
    guard !control.isPaused else { throw ShellError(.agentPaused, .agentRests, exit: .busy) }
    let lock = try control.takeLock()
    defer { lock?.release() }
    try await metrics.write()
    let runner = runner
    let interrupts = session.context.interrupts.watch { runner.interrupt() }
    defer { interrupts.end() }
    let teller = AgentTeller(
      session: session,
      diary: diary,
      metrics: metrics,
      keepsRecord: lock != nil
    )
    await teller.tell(.running)
    let report = await runner.run()
    await teller.tell(.ran(report, failures: report.isGood ? 0 : 1))
    await teller.tell(.ended)
    var answer = Answer([
      "outcome": .text(report.word), "verdict": .text(report.verdict.rawValue),
      "applied": .integer(Int64(report.applied)), "rows": .integer(Int64(report.rows)),
      "waiting": .integer(Int64(report.waiting)),
    ])
    answer.codes = [ExitCode(rawValue: report.exitCode) ?? .failed]
    return answer
  }

  private static func logger(_ options: AgentOptions, _ context: ShellContext) throws -> Logger {
    let isOfJournal = context.environment["JOURNAL_STREAM"] != nil && options.log == nil
    let format = options.format ?? (isOfJournal ? .journal : .text)
    let file = try options.log.map(logFile)
    let sink = context.errors
    let clock = context.runClock
    return Logger(label: "fieldsync") { _ in
      AgentLogHandler(format: format, now: { clock.now() }) { line in
        if let file { file.write(line) } else { sink.write(line + "\n") }
      }
    }
  }

  private static func logFile(_ place: URL) throws(ShellError) -> LogFile {
    do {
      return try LogFile(path: place.path)
    } catch {
      let sentence: Sentence =
        switch error {
        case .noFile: .noLogFile(place.path)
        case .refused(let number):
          .cannotWrite(place.path, reason: String(cString: strerror(number)))
        }
      throw ShellError(.fileUnwritable, sentence, exit: .storage)
    }
  }
}
