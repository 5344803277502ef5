import CatalogModel
import FieldAgent
import Foundation

/// Tells what an agent is at: to its log, its record, the metrics, the service manager.
final class AgentTeller {
  private let session: Session
  private let diary: AgentDiary
  private let metrics: AgentMetricsFile
  private let manager: ServiceManager?
  private let keepsRecord: Bool
  private var record: AgentRecord
  /// Runs so far.
  private(set) var runs = 0
  /// Whether the home's folder went away; nothing is written for another that stands at its path.
  private(set) var isHomeGone = false

  /// Tells of an agent; its record is kept unless that is the record of another process.
  init(
    session: Session,
    diary: AgentDiary,
    metrics: AgentMetricsFile,
    keepsRecord: Bool = true
  ) {
    self.session = session
    self.diary = diary
    self.metrics = metrics
    self.keepsRecord = keepsRecord
    manager = ServiceManager(environment: session.context.environment)
    record = AgentRecord(
      process: Int(ProcessInfo.processInfo.processIdentifier),
      at: session.context.clock()
    )
  }

  /// Tells one thing.
  ///
  /// A full disk keeps no agent from its work: it is logged by the run itself.
  func tell(_ news: AgentNews) async {
    diary.note(news)
    if news == .heard(.homeGone) { isHomeGone = true }
    let now = session.context.clock()
    record.take(news, isPaused: AgentControl(session: session).isPaused, at: now)
    if keepsRecord, !isHomeGone {
      try? PrivateFile.write(Data("\(record.json)\n".utf8), to: session.home.agent)
    }
    switch news {
    case .began: manager?.tell("READY=1\nSTATUS=waiting")
    case .running, .waiting: manager?.tell("STATUS=\(record.state.rawValue)")
    case .ended: manager?.tell("STOPPING=1")
    case .heard: break
    case .ran(let report, let failures):
      runs += 1
      do {
        try await metrics.note(report, failures, at: now)
      } catch {
        diary.note(unwritten: metrics.file?.path ?? "")
      }
    }
  }
}
