import CatalogModel
import Foundation

@testable import ReplicaStore

extension TrialReplica {
  /// The answer of the `sqlite3` program to a script.
  struct Answer {
    let lines: [String]
    let errors: String
    let status: Int32
  }

  /// Runs the `sqlite3` program on the replica, as a person would.
  @discardableResult
  func sqlite3(_ script: String) throws -> Answer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sqlite3", "-batch", "-bail", path]
    let (input, output, errors) = (Pipe(), Pipe(), Pipe())
    process.standardInput = input
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    try input.fileHandleForWriting.write(contentsOf: Data((".timeout 5000\n" + script + "\n").utf8))
    try input.fileHandleForWriting.close()
    let lines = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let words = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Answer(
      lines: lines.split(separator: "\n").map(String.init),
      errors: words,
      status: process.terminationStatus
    )
  }

  /// One line a row, values as SQLite quotes them.
  func lines(_ query: String) throws -> [String] {
    try replica.read { reader in
      try reader.sql(query).rows.map { $0.map(\.description).joined(separator: " ") }
    }
  }

  /// The whole changelog: number, kind, row, and each column's old and new value.
  func changes() throws -> [String] {
    try lines(
      """
      SELECT kind || ' ' || resource || ' ' || quote(key), coalesce((
        SELECT group_concat("column" || ': ' || quote(old) || ' > ' || quote(new), ', ')
        FROM sync_change_value WHERE sync_change_value.change = sync_changelog.change), '')
      FROM sync_changelog ORDER BY change
      """
    )
  }

  /// The rows of a table, base table or bookkeeping table.
  func rows(_ table: String, _ columns: String, order: String = "1") throws -> [String] {
    try lines("SELECT \(columns) FROM \"\(table)\" ORDER BY \(order)")
  }
}
