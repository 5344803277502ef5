import FieldAgent
import Foundation

/// What an agent is told on its command line.
struct AgentOptions {
  /// A week: who wants fewer runs wants none.
  private static let longestInterval = 604_800

  /// Seconds from one run to the next where nothing happens.
  let interval: Int?
  /// The file for the log; the error output without one.
  let log: URL?
  /// How lines of the log look.
  let format: AgentLogHandler.Format?
  /// The file for Prometheus.
  let metrics: URL?

  /// Reads them.
  ///
  /// - Throws: ``ShellError`` of usage where a value cannot be one.
  init(_ invocation: Invocation) throws(ShellError) {
    interval = try invocation.number("every")
    guard interval ?? 1 <= Self.longestInterval else {
      throw ShellError(
        .badNumber,
        .everyTooLong(invocation.value("every") ?? "", most: Self.longestInterval),
        exit: .usage
      )
    }
    let named = invocation.value("log-format")
    format = named.flatMap(AgentLogHandler.Format.init(rawValue:))
    guard named == nil || format != nil else {
      throw ShellError(.optionValue, .unknownLogFormat(named ?? ""), exit: .usage)
    }
    log = invocation.value("log").map { URL(fileURLWithPath: $0) }
    metrics = invocation.value("metrics").map { URL(fileURLWithPath: $0) }
  }

  /// The same as words of a command line, whatever folder it is typed in.
  var words: [String] {
    let named = [
      ("--every", interval.map(String.init)), ("--log", log?.path),
      ("--log-format", format?.rawValue),
      ("--metrics", metrics?.path),
    ]
    return named.flatMap { name, value in value.map { [name, $0] } ?? [] }
  }
}
