import Foundation
import GRDB

/// One transaction on a replica, open while the call that lends it lasts.
package struct ReplicaWriter {
  let db: Database
  /// What the replica holds.
  package let layout: ReplicaLayout
  let location: URL
  let pageReader: PageReader
  /// What of unsent work this transaction settles.
  let outbox: OutboxNotes

  /// The state as this transaction has made it so far.
  package var reader: ReplicaReader {
    ReplicaReader(db: db, layout: layout, location: location)
  }

  /// Runs a statement, compiled once for as long as the connection stands: a run repeats a few dozen of
  /// them for each row.
  func execute(sql: String, arguments: StatementArguments = StatementArguments()) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }
}
