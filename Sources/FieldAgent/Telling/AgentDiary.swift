package import Logging

/// Writes what the agent is at into its log: one line a run, and a line for what made one.
package struct AgentDiary {
  private let logger: Logger

  /// A diary in that log.
  package init(_ logger: Logger) {
    self.logger = logger
  }

  /// Writes that a file for others could not be written; the agent goes on without.
  package func note(unwritten path: String) {
    logger.warning("a file could not be written", metadata: ["file": "\(path)"])
  }

  /// Writes a line where the news deserves one.
  ///
  /// Lines hold counts and words of this program only.
  package func note(_ news: AgentNews) {
    switch news {
    case .began: logger.notice("the agent begins")
    case .ended: logger.notice("the agent ends")
    case .running: logger.debug("a run begins")
    case .waiting(let seconds):
      logger.debug("waiting", metadata: seconds.map { ["seconds": "\(Int($0.rounded(.up)))"] })
    case .heard(let event): note(event)
    case .ran(let report, let failures): note(report, failures)
    }
  }

  private func note(_ event: AgentEvent) {
    switch event {
    case .network(let isUp): logger.info("\(isUp ? "a network is there" : "no network")")
    case .paused(let isPaused): logger.notice("\(isPaused ? "paused" : "going on")")
    case .homeChanged: logger.info("the settings or the replica changed")
    case .loggedIn: logger.info("a log-in")
    case .homeGone: logger.error("the folder of the home was moved or removed")
    case .edited: logger.debug("something was typed")
    case .stop: logger.debug("told to end")
    }
  }

  private func note(_ report: RunReport, _ failures: Int) {
    var metadata: Logger.Metadata = [
      "outcome": "\(report.word)", "requests": "\(report.requests)",
      "sent": "\(report.bytesSent)", "received": "\(report.bytesReceived)",
      "seconds": "\(report.seconds)", "rows": "\(report.rows)", "applied": "\(report.applied)",
      "waiting": "\(report.waiting)",
    ]
    for (name, count) in [
      ("unknown", report.unknown), ("refused", report.refused), ("conflicts", report.conflicts),
      ("failures", failures),
    ] where count > 0 {
      metadata[name] = "\(count)"
    }
    logger.log(
      level: Self.level(report.verdict),
      "\(Self.words(report.verdict))",
      metadata: metadata
    )
  }

  private static func level(_ verdict: RunVerdict) -> Logger.Level {
    switch verdict {
    case .reached, .unanswered, .busy, .unreachable: .info
    case .stranger, .loginNeeded, .notSetUp: .warning
    case .failed: .error
    }
  }

  private static func words(_ verdict: RunVerdict) -> String {
    switch verdict {
    case .reached: "run"
    case .unanswered: "run, not every write was answered"
    case .unreachable: "run, the server is out of reach"
    case .stranger: "run, something else answers in the server's place"
    case .loginNeeded: "run, a log-in is needed: fieldsync login"
    case .notSetUp: "run, no replica is set up here: fieldsync init"
    case .busy: "run put off, another one is at work"
    case .failed: "run failed"
    }
  }
}
