package import CatalogModel
package import Logging

/// Writes log lines the way their reader wants them.
package struct AgentLogHandler: LogHandler {
  /// How a line looks.
  package enum Format: String, Sendable, CaseIterable {
    /// Time, level, words, then `name=value`.
    case text
    /// One JSON object a line.
    case json
    /// For the journal of systemd, which knows the time: a priority before the words (sd-daemon(3)).
    case journal
  }

  /// The least level that is written.
  package var logLevel: Logger.Level = .info
  /// What is written with every line.
  package var metadata: Logger.Metadata = [:]
  private let format: Format
  private let now: @Sendable () -> NaiveTime
  private let write: @Sendable (String) -> Void

  /// A handler that gives whole lines, without their end, to `write`.
  package init(
    format: Format,
    now: @escaping @Sendable () -> NaiveTime,
    write: @escaping @Sendable (String) -> Void
  ) {
    self.format = format
    self.now = now
    self.write = write
  }

  /// One piece of what is written with every line.
  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  /// Writes one line.
  package func log(event: LogEvent) {
    let all = metadata.merging(event.metadata ?? [:]) { _, own in own }
    let members = all.sorted { $0.key < $1.key }.map { ($0.key, "\($0.value)") }
    switch format {
    case .json: write(json(event, members))
    case .text: write("\(now())Z \(event.level) \(words(event, members))")
    case .journal: write("<\(Self.priority(event.level))>\(words(event, members))")
    }
  }

  private func words(_ event: LogEvent, _ members: [(String, String)]) -> String {
    ([event.message.description] + members.map { "\($0.0)=\($0.1)" }).joined(separator: " ")
  }

  private func json(_ event: LogEvent, _ members: [(String, String)]) -> String {
    var object: [String: JSONNode] = [
      "time": .text("\(now())Z"), "level": .text(event.level.rawValue),
      "message": .text(event.message.description),
    ]
    for (name, value) in members { object[name] = Self.node(value) }
    return JSONNode.object(object).description
  }

  // Metadata is text; what reads as a number is one for whoever counts.
  private static func node(_ value: String) -> JSONNode {
    if let whole = Int64(value) { return .integer(whole) }
    if let real = Double(value), real.isFinite { return .real(real) }
    return .text(value)
  }

  private static func priority(_ level: Logger.Level) -> Int {
    switch level {
    case .critical: 2
    case .error: 3
    case .warning: 4
    case .notice: 5
    case .info: 6
    case .debug, .trace: 7
    }
  }
}
