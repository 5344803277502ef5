import CSQLiteSwitch
import CatalogModel
package import Foundation
import GRDB
import GRDBSQLite

/// The local SQLite file that holds everything a technician reads and edits.
///
/// Any number of readers see the last committed state; one transaction at a time writes. Calls of
/// ``read(_:)`` and ``write(by:_:)`` do not nest.
package final class Replica: Sendable {
  /// Where the database file is.
  package let location: URL
  /// What the replica holds.
  package let layout: ReplicaLayout
  private let pool: DatabasePool
  private let pageReader = PageReader()
  private let outbox: Outbox

  init(location: URL, layout: ReplicaLayout, pool: DatabasePool) {
    self.location = location
    self.layout = layout
    self.pool = pool
    outbox = Outbox(beside: location, layout: layout)
  }

  /// Why the second copy of unsent work is not complete; nothing where it is.
  package var outboxTrouble: ReplicaError? { outbox.trouble }

  /// Brings the second copy of unsent work in line with the database.
  func beginOutbox() throws { try pool.read { outbox.begin($0) } }

  /// Writes the second copy of unsent work anew where most of it was delivered.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func compactOutbox() throws {
    try ReplicaError.translating(at: location.path) { try pool.read { outbox.compact($0) } }
  }

  /// Reads one consistent state.
  ///
  /// - Throws: ``ReplicaError`` for what SQLite reports, and whatever `body` throws.
  package func read<T>(_ body: (ReplicaReader) throws -> T) throws -> T {
    try ReplicaError.translating(at: location.path) {
      try pool.read { db in
        try body(ReplicaReader(db: db, layout: layout, location: location))
      }
    }
  }

  /// Runs `body` in one transaction: all of it becomes durable, or nothing does.
  ///
  /// - Throws: ``ReplicaError`` for what SQLite and the capture triggers report, and whatever `body`
  ///   throws; then nothing is changed.
  package func write<T>(by author: Author, _ body: (ReplicaWriter) throws -> T) throws -> T {
    try ReplicaError.translating(at: location.path) {
      try pool.writeWithoutTransaction { db in
        // A statement that a trigger may abort journals every page it touches, even while the
        // flag keeps the trigger quiet: taking rows in would be four times slower.
        try Self.switchTriggers(author != .engine, db)
        let notes = OutboxNotes()
        let result = try transaction(by: author, db, notes, body)
        outbox.follow(db, notes: notes)
        return result
      }
    }
  }

  /// Takes the right to run a sync.
  ///
  /// - Throws: ``ReplicaError`` with `busy` at once when another process, or another replica object
  ///   of this one, holds it.
  package func acquireRunLock() throws(ReplicaError) -> RunLock {
    try RunLock(beside: location)
  }

  private func transaction<T>(
    by author: Author,
    _ db: Database,
    _ notes: OutboxNotes,
    _ body: (ReplicaWriter) throws -> T
  ) throws -> T {
    var result: T?
    try db.inTransaction(.immediate) {
      try author.begin(db)
      result = try body(writer(db, notes))
      try author.end(db)
      return .commit
    }
    guard let result else {
      throw ReplicaError(.statementFailed, location.path, cause: "the transaction did not run")
    }
    return result
  }

  /// Turns the capture triggers of a connection on or off; the next transaction sets them anew.
  static func switchTriggers(_ enabled: Bool, _ db: Database) throws {
    let outcome = sqlite_switch_triggers(db.sqliteConnection, enabled ? 1 : 0)
    guard outcome == SQLITE_OK else {
      throw DatabaseError(resultCode: ResultCode(rawValue: outcome))
    }
  }

  private func writer(_ db: Database, _ notes: OutboxNotes) -> ReplicaWriter {
    ReplicaWriter(db: db, layout: layout, location: location, pageReader: pageReader, outbox: notes)
  }
}
