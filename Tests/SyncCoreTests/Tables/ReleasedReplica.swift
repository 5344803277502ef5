import CatalogModel
import FieldTestSupport
import Foundation
import ReplicaStore
import Testing

/// A replica as a released version left it, and the server's rows of that moment; both were written by
/// `scripts/release-fixture`.
struct ReleasedReplica {
  /// The versions that a laptop may still carry.
  static let versions = ["0.1.0"]

  let version: String

  private var folder: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/\(version)")
  }

  /// Puts the server's rows into a depot's file that has its tables, and does what `sql` says then.
  func fill(server file: URL, and sql: String = "") throws {
    try Self.sqlite3(file, try script("server.sql") + sql)
  }

  /// Makes the replica's file as it was.
  func restore(to file: URL) throws {
    try Self.sqlite3(file, try script("replica.sql"))
    chmod(file.path, 0o600)
  }

  private func script(_ name: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }

  private static func sqlite3(_ file: URL, _ script: String) throws {
    let answer = try OtherProgram.run(["sqlite3", "-bail", file.path], input: Data(script.utf8))
    try #require(answer.status == 0, "sqlite3 did not take the script")
  }
}
