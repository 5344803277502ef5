import GRDB

/// The tables that the replica keeps beside the rows; their names begin with `sync_`.
///
/// A new file and an old one come the same way: every step that the file has not gone through, in
/// order. So what a new file looks like and what an old one becomes cannot differ.
struct Bookkeeping: Sendable {
  /// What makes a file ours, in `PRAGMA application_id`: the letters `fsyn`.
  static let applicationID: Int32 = 0x6673_796E

  /// The tables as this program knows them.
  static let current = Bookkeeping(steps: [
    .beginning, .undo, .outbox, .givingUp, .lanes, .recovery, .actions,
    .units, .heldKeys, .attached,
  ])

  /// The steps from an empty file on, oldest first; new ones go to the end.
  let steps: [BookkeepingStep]

  /// The version that the steps lead to, in `PRAGMA user_version`: how many they are.
  var version: Int32 { Int32(steps.count) }

  /// Whether the file has gone through every step.
  func isCurrent(_ db: Database) throws -> Bool {
    try Self.version(of: db) == version
  }

  /// Brings the file forward, in the transaction of the caller.
  ///
  /// Another process may have done so since the caller looked; then there is nothing left to do.
  ///
  /// - Throws: what SQLite reports; the caller's transaction is to be rolled back then.
  func bringForward(_ db: Database) throws {
    for step in steps.dropFirst(Int(try Self.version(of: db))) { try db.execute(sql: step.sql) }
    try db.execute(sql: "PRAGMA user_version = \(version)")
  }

  /// The version of a file's tables; 0 where there are none yet.
  static func version(of db: Database) throws -> Int32 {
    try Int32.fetchOne(db, sql: "PRAGMA user_version") ?? 0
  }
}
