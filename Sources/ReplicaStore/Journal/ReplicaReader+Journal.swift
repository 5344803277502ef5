package import CatalogModel
import GRDB

extension ReplicaReader {
  /// The cursor of a resource in a scope; at the very beginning where it was never pulled.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func cursor(of resource: String, scope: String) throws -> PullCursor {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT * FROM sync_cursor WHERE resource = ? AND scope = ?"
      ),
      arguments: [resource, scope]
    )
    guard let row, let stage = PullCursor.Stage(rawValue: row["stage"]) else { return PullCursor() }
    let ranges = try remembered(Self.rangesName(resource, scope)).flatMap(LoadRanges.init)
    return PullCursor(
      stage: stage,
      watermark: (row["watermark"] as String?).flatMap(NaiveTime.init),
      nextWatermark: (row["next_watermark"] as String?).flatMap(NaiveTime.init),
      lastKey: RowKey(FieldValue(row["last_key"])),
      spans: ranges?.spans,
      digits: ranges?.digits
    )
  }

  /// The name under which the ranges of a load are remembered.
  static func rangesName(_ resource: String, _ scope: String) -> String {
    "ranges:\(scope):\(resource)"
  }

  /// When each resource at rest was last asked for news, by the server's clock.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func timesAsked(scope: String) throws -> [String: NaiveTime] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT resource, asked_at FROM sync_cursor WHERE scope = ? AND stage = 'rest'"
      ),
      arguments: [scope]
    ).reduce(into: [:]) { times, row in
      times[row["resource"] as String] = (row["asked_at"] as String?).flatMap(NaiveTime.init)
    }
  }

  /// What the journal says, newest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func journal(limit: Int, of row: RowReference? = nil) throws -> [JournalEntry] {
    let (condition, arguments): (String, StatementArguments) =
      if let row {
        ("WHERE resource = ? AND key = ?", [row.resource, row.key.value.databaseValue])
      } else {
        ("", [])
      }
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM sync_log \(condition) ORDER BY entry DESC LIMIT ?"
      ),
      arguments: arguments + [limit]
    )
    return rows.map(Self.journalEntry)
  }

  /// What was remembered under a name.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func remembered(_ name: String) throws -> String? {
    try String.fetchOne(
      db.cachedStatement(
        sql: "SELECT value FROM sync_meta WHERE name = ?"
      ),
      arguments: [name]
    )
  }

  /// Rights that the server denied since the last log-in.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func deniedRights() throws -> [DeniedRight] {
    try Row.fetchAll(db, sql: "SELECT resource, method FROM sync_right ORDER BY resource, method")
      .compactMap { row in
        ResourceMethod(rawValue: row["method"]).map {
          DeniedRight(resource: row["resource"], method: $0)
        }
      }
  }

  static func journalEntry(_ row: Row) -> JournalEntry {
    JournalEntry(
      number: row["entry"],
      time: (row["time"] as String?).flatMap(NaiveTime.init),
      user: row["user"],
      event: row["event"],
      row: RowReference(row),
      change: row["change"],
      operation: row["operation"],
      detail: (row["detail"] as String?).flatMap { try? JSONNode(parsing: $0) }
    )
  }
}
