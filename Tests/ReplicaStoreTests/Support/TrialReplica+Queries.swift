import CatalogModel
import FieldTestSupport
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
    let answer = try OtherProgram.run(
      ["sqlite3", "-batch", "-bail", path],
      input: Data((".timeout 5000\n" + script + "\n").utf8)
    )
    let lines = String(decoding: answer.output, as: UTF8.self)
    return Answer(
      lines: lines.split(separator: "\n").map(String.init),
      errors: String(decoding: answer.errors, as: UTF8.self),
      status: answer.status
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
