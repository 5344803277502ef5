import CatalogModel
import FieldAgent
import Foundation

/// The file that Prometheus' node exporter reads, written anew after each run; none where none is named.
final class AgentMetricsFile {
  /// Where it is.
  let file: URL?
  private let runner: any SyncRunner
  private var metrics = AgentMetrics()

  init(_ file: URL?, runner: any SyncRunner) {
    self.file = file
    self.runner = runner
  }

  /// Counts a run and writes the file.
  ///
  /// - Throws: ``ShellError`` where the file cannot be written.
  func note(_ report: RunReport, _ failures: Int, at now: NaiveTime) async throws(ShellError) {
    guard file != nil else { return }
    metrics.count(report, failures: failures, at: now)
    try await write()
  }

  /// Writes the file whole, for everybody to read: it holds counts only, and the exporter is another
  /// account.
  ///
  /// - Throws: ``ShellError`` where the file cannot be written.
  func write() async throws(ShellError) {
    guard let file else { return }
    if let status = await runner.status() { metrics.take(status: status) }
    try PrivateFile.write(Data(metrics.text().utf8), to: file, isForAll: true)
  }
}
