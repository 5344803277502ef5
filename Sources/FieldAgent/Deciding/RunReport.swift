package import CatalogModel

/// What one run said when it ended: the answer of `sync --json`, and how its process ended.
package struct RunReport: Sendable, Equatable {
  /// How the process ended.
  package var exitCode: Int32
  /// The run's outcome, or the code of the error that kept it from being one.
  package var word: String
  /// What it says of the way to the server.
  package var verdict: RunVerdict
  /// The seconds that the server asked to wait.
  package var retryAfter: Double?
  /// Rows that it changed here.
  package var rows = 0
  /// Operations that it has receipts for.
  package var applied = 0
  /// Rows whose changes waited at its end.
  package var waiting = 0
  /// Writes whose effect was not known at its end.
  package var unknown = 0
  /// Changes that waited refused at its end.
  package var refused = 0
  /// Conflicts that waited for a person at its end.
  package var conflicts = 0
  /// Requests that it made.
  package var requests = 0
  /// Bytes that it sent, headers counted.
  package var bytesSent = 0
  /// Bytes that it received, headers counted.
  package var bytesReceived = 0
  /// Seconds that it took.
  package var seconds = 0.0

  /// Reads an answer; nothing where the process printed none, or none that can be read.
  package init(exitCode: Int32, answer: JSONNode?) {
    self.exitCode = exitCode
    let notes = answer?["notes"]?.items ?? []
    let stop = notes.first { $0["note"]?.word == "stopped" }
    let error = answer?["error"]?["code"]?.word
    word = answer?["outcome"]?.word ?? error ?? "no-answer"
    retryAfter = stop?["retry_after"]?.number
    rows = answer?["pulled"]?["rows"]?.count ?? 0
    applied = answer?["pushed"]?["applied"]?.count ?? 0
    waiting = answer?["waiting"]?.count ?? 0
    unknown = answer?["pushed"]?["unknown"]?.count ?? 0
    refused = answer?["pushed"]?["refused"]?.count ?? 0
    conflicts = answer?["conflicts"]?.count ?? 0
    requests = answer?["requests"]?.count ?? 0
    bytesSent = answer?["bytes_sent"]?.count ?? 0
    bytesReceived = answer?["bytes_received"]?.count ?? 0
    seconds = answer?["seconds"]?.number ?? 0
    verdict = Self.verdict(outcome: word, stopped: stop?["code"]?.word ?? error, unknown: unknown)
  }

  /// Whether the server was reached.
  package var isGood: Bool { verdict == .reached || verdict == .unanswered }

  private static func verdict(outcome: String, stopped: String?, unknown: Int) -> RunVerdict {
    switch (outcome, stopped) {
    case (_, "not-this-api"), (_, "certificate-name"), (_, "certificate-untrusted"): .stranger
    case ("login", _), (_, "login-needed"), (_, "login-refused"): .loginNeeded
    case ("busy", _): .busy
    case (_, "not-set-up"): .notSetUp
    case (_, "offline"), (_, "timed-out"), (_, "server-fault"), (_, "cancelled"): .unreachable
    case ("complete", nil), ("limited", nil), ("partial", nil): unknown > 0 ? .unanswered : .reached
    case ("offline", nil): .unreachable
    default: .failed
    }
  }
}

extension JSONNode {
  /// How much waits or is unknown in an answer of `status --json`; nothing where it does not say so.
  var unsent: Int? {
    guard let waiting = self["waiting"]?.count, let unknown = self["unknown"]?.count else {
      return nil
    }
    return waiting + unknown
  }

  fileprivate var word: String? { if case .text(let text) = self { text } else { nil } }

  fileprivate var items: [JSONNode] { if case .array(let items) = self { items } else { [] } }

  fileprivate var count: Int? {
    if case .integer(let number) = self { Int(exactly: number) } else { nil }
  }

  fileprivate var number: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .real(let number): number
    default: nil
    }
  }
}
