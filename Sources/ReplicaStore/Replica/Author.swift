package import CatalogModel
import GRDB

/// Who is behind a transaction: it decides whether the capture triggers record what it changes.
package enum Author: Sendable, Equatable {
  /// A person at the prompt or a script: every row changed is captured.
  ///
  /// The time stamps the changes; without one SQLite's own clock does.
  case person(now: NaiveTime?)
  /// The engine, which applies what the server said: nothing is captured.
  case engine
}

extension Author {
  /// Tells the capture triggers, inside the transaction that begins.
  func begin(_ db: Database) throws {
    switch self {
    case .engine:
      try db.cachedStatement(sql: "UPDATE sync_engine SET applying = 1 WHERE id = 1").execute()
    case .person(let now?):
      try db.execute(
        sql: "UPDATE sync_engine SET now = ? WHERE id = 1",
        arguments: [now.description]
      )
    case .person(nil): break
    }
  }

  /// Takes back what ``begin(_:)`` told, inside the same transaction.
  func end(_ db: Database) throws {
    switch self {
    case .engine:
      try db.cachedStatement(sql: "UPDATE sync_engine SET applying = 0 WHERE id = 1").execute()
    case .person(.some):
      try db.execute(sql: "UPDATE sync_engine SET now = NULL WHERE id = 1")
    case .person(nil): break
    }
  }
}
