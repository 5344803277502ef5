package import CatalogModel

/// What the agent is at, as `agent status` and an open shell read it from a file of the home.
package struct AgentRecord: Sendable, Equatable {
  /// What the agent is doing.
  package enum State: String, Sendable {
    case waiting
    case running
    case paused
    case ended
  }

  /// A run that ended.
  package struct Run: Sendable, Equatable {
    /// When it ended, by the laptop's clock.
    package var endedAt: NaiveTime
    /// The outcome, or the code of the error.
    package var word: String
    /// What it said of the way to the server.
    package var verdict: RunVerdict
    /// Operations it has receipts for.
    package var applied: Int
    /// Rows it changed here.
    package var rows: Int
    /// Rows whose changes waited at its end.
    package var waiting: Int

    /// A run with all its parts.
    package init(
      endedAt: NaiveTime,
      word: String,
      verdict: RunVerdict,
      applied: Int,
      rows: Int,
      waiting: Int
    ) {
      self.endedAt = endedAt
      self.word = word
      self.verdict = verdict
      self.applied = applied
      self.rows = rows
      self.waiting = waiting
    }
  }

  /// The agent's process.
  package var process: Int
  /// What it is doing.
  package var state: State
  /// Since when, by the laptop's clock.
  package var since: NaiveTime
  /// When the next run is due; nothing while it waits for an event alone.
  package var nextRun: NaiveTime?
  /// Runs that failed in a row.
  package var failures: Int
  /// Whether there is a network, where the system has said so.
  package var hasNetwork: Bool?
  /// The last run.
  package var lastRun: Run?

  /// The record of an agent that begins.
  package init(process: Int, at now: NaiveTime) {
    self.process = process
    state = .waiting
    since = now
    failures = 0
  }

  /// Takes in what the agent tells.
  package mutating func take(_ news: AgentNews, isPaused: Bool, at now: NaiveTime) {
    let before = state
    switch news {
    case .began: break
    case .running:
      state = .running
      nextRun = nil
    case .waiting(let seconds):
      state = isPaused ? .paused : .waiting
      nextRun = seconds.map { now.advanced(bySeconds: $0) }
    case .heard(.network(let isUp)): hasNetwork = isUp
    case .heard: break
    case .ran(let report, let failures):
      self.failures = failures
      lastRun = Run(
        endedAt: now,
        word: report.word,
        verdict: report.verdict,
        applied: report.applied,
        rows: report.rows,
        waiting: report.waiting
      )
    case .ended: state = .ended
    }
    if state != before { since = now }
  }
}

extension AgentRecord {
  /// The record as one JSON object.
  package var json: JSONNode {
    let run = lastRun.map { run in
      JSONNode.object([
        "ended_at": .text(run.endedAt.description), "outcome": .text(run.word),
        "verdict": .text(run.verdict.rawValue), "applied": .integer(Int64(run.applied)),
        "rows": .integer(Int64(run.rows)), "waiting": .integer(Int64(run.waiting)),
      ])
    }
    return .object([
      "process": .integer(Int64(process)), "state": .text(state.rawValue),
      "since": .text(since.description),
      "next_run": nextRun.map { .text($0.description) } ?? .null,
      "failures": .integer(Int64(failures)), "network": hasNetwork.map(JSONNode.boolean) ?? .null,
      "last_run": run ?? .null,
    ])
  }

  /// Reads what ``json`` wrote; nothing where it is something else.
  package init?(_ node: JSONNode) {
    guard case .integer(let process)? = node["process"], case .text(let word)? = node["state"],
      let state = State(rawValue: word), let since = Self.time(node["since"])
    else { return nil }
    self.init(process: Int(clamping: process), at: since)
    self.state = state
    nextRun = Self.time(node["next_run"])
    if case .integer(let count)? = node["failures"] { failures = Int(clamping: count) }
    if case .boolean(let isUp)? = node["network"] { hasNetwork = isUp }
    lastRun = node["last_run"].flatMap(Run.init)
  }

  fileprivate static func time(_ node: JSONNode?) -> NaiveTime? {
    if case .text(let text)? = node { NaiveTime(text) } else { nil }
  }
}

extension AgentRecord.Run {
  fileprivate init?(_ node: JSONNode) {
    guard let endedAt = AgentRecord.time(node["ended_at"]), case .text(let word)? = node["outcome"],
      case .text(let verdict)? = node["verdict"], let verdict = RunVerdict(rawValue: verdict)
    else { return nil }
    let count = { (name: String) -> Int in
      if case .integer(let number)? = node[name] { Int(clamping: number) } else { 0 }
    }
    self.init(
      endedAt: endedAt,
      word: word,
      verdict: verdict,
      applied: count("applied"),
      rows: count("rows"),
      waiting: count("waiting")
    )
  }
}
