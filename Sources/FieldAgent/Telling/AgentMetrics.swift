package import CatalogModel

/// What Prometheus collects of an agent, in its text format (version 0.0.4), as a file for the node
/// exporter's `textfile` collector.
package struct AgentMetrics: Sendable, Equatable {
  private var runs: [String: Int] = [:]
  private var (requests, bytesSent, bytesReceived) = (0, 0, 0)
  private var (rows, applied, failures) = (0, 0, 0)
  private var seconds = 0.0
  private var lastRun: NaiveTime?
  private var lastReached: NaiveTime?
  private var status: JSONNode?

  /// Metrics of an agent that has made no run yet.
  package init() {}

  /// Counts a run.
  package mutating func count(_ report: RunReport, failures: Int, at now: NaiveTime) {
    runs[report.verdict.rawValue, default: 0] += 1
    requests += report.requests
    bytesSent += report.bytesSent
    bytesReceived += report.bytesReceived
    rows += report.rows
    applied += report.applied
    seconds += report.seconds
    self.failures = failures
    lastRun = now
    guard report.isGood else { return }
    lastReached = now
  }

  /// Takes in what `status --json` says: what is left, since when, and what was verified.
  package mutating func take(status: JSONNode) {
    self.status = status
  }

  /// The whole file.
  package func text() -> String {
    (counters + gauges + ages).map(\.text).joined()
  }

  private var counters: [Family] {
    [
      Family(
        "fieldsync_runs_total",
        .counter,
        "Runs of the agent, by what they said of the way to the server.",
        runs.sorted { $0.key < $1.key }.map { ([("verdict", $0.key)], Double($0.value)) }
      ),
      Family("fieldsync_requests_total", .counter, "Requests made.", Double(requests)),
      Family(
        "fieldsync_sent_bytes_total",
        .counter,
        "Bytes sent, headers counted.",
        Double(bytesSent)
      ),
      Family(
        "fieldsync_received_bytes_total",
        .counter,
        "Bytes received, headers counted.",
        Double(bytesReceived)
      ),
      Family("fieldsync_pulled_rows_total", .counter, "Rows changed here.", Double(rows)),
      Family(
        "fieldsync_applied_total",
        .counter,
        "Writes confirmed by the server.",
        Double(applied)
      ),
      Family("fieldsync_run_seconds_total", .counter, "Seconds spent in runs.", seconds),
    ]
  }

  private var gauges: [Family] {
    [
      Family("fieldsync_failures", .gauge, "Runs failed in a row.", Double(failures)),
      left("waiting", "Rows with changes that wait to be sent."),
      left("unknown", "Writes whose effect is not known yet."),
      left("refused", "Changes that the server refused."),
      left("held", "Changes that a person holds back."),
      left("conflicts", "Conflicts that wait for a person."),
    ]
  }

  private var ages: [Family] {
    [
      Family(
        "fieldsync_last_run_timestamp_seconds",
        .gauge,
        "When the last run ended.",
        lastRun?.secondsSince1970
      ),
      Family(
        "fieldsync_last_reached_timestamp_seconds",
        .gauge,
        "When a run last reached the server.",
        lastReached?.secondsSince1970
      ),
      Family(
        "fieldsync_oldest_unsent_timestamp_seconds",
        .gauge,
        "When the oldest change that waits was made; absent where none does.",
        Self.seconds(status?["oldest_unsent"])
      ),
      Family(
        "fieldsync_verified_timestamp_seconds",
        .gauge,
        "As of when a resource was compared with the server as a whole.",
        verified
      ),
    ]
  }

  private var verified: [(labels: [(String, String)], value: Double)] {
    guard case .object(let resources)? = status?["resources"] else { return [] }
    return resources.sorted { $0.key < $1.key }.compactMap { name, resource in
      Self.seconds(resource["verified_at"]).map { ([("resource", name)], $0) }
    }
  }

  private func left(_ name: String, _ help: String) -> Family {
    let count: Double? =
      if case .integer(let number)? = status?[name] { Double(number) } else { nil }
    return Family("fieldsync_\(name)", .gauge, help, count)
  }

  private static func seconds(_ node: JSONNode?) -> Double? {
    if case .text(let text)? = node { NaiveTime(text)?.secondsSince1970 } else { nil }
  }
}

extension AgentMetrics {
  // A metric family: what it is, and its samples by label.
  private struct Family {
    enum Kind: String {
      case counter
      case gauge
    }

    let name: String
    let kind: Kind
    let help: String
    let samples: [(labels: [(String, String)], value: Double)]

    init(
      _ name: String,
      _ kind: Kind,
      _ help: String,
      _ samples: [(labels: [(String, String)], value: Double)]
    ) {
      self.name = name
      self.kind = kind
      self.help = help
      self.samples = samples
    }

    init(_ name: String, _ kind: Kind, _ help: String, _ value: Double?) {
      self.init(name, kind, help, value.map { [([], $0)] } ?? [])
    }

    // A family without a sample is left out: no value is not zero.
    var text: String {
      guard !samples.isEmpty else { return "" }
      let lines = samples.map { sample in
        let labels = sample.labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }
        let braces = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
        return "\(name)\(braces) \(sample.value)\n"
      }
      return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + lines.joined()
    }

    private static func escaped(_ value: String) -> String {
      value.reduce(into: "") { text, character in
        switch character {
        case "\\": text += "\\\\"
        case "\"": text += "\\\""
        case "\n": text += "\\n"
        default: text.append(character)
        }
      }
    }
  }
}
