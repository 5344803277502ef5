package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Keeps a resource's cursor, with the server's time of the answer that moved it.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keepCursor(
    _ cursor: PullCursor,
    of resource: String,
    scope: String,
    now: NaiveTime
  ) throws {
    let name = ReplicaReader.rangesName(resource, scope)
    if let spans = cursor.spans {
      try remember(name, LoadRanges(spans: spans, digits: cursor.digits).description)
    } else {
      try db.cachedStatement(sql: "DELETE FROM sync_meta WHERE name = ?")
        .execute(arguments: [name])
    }
    try db.cachedStatement(
      sql: """
        INSERT INTO sync_cursor(
          resource, scope, stage, watermark, next_watermark, last_key, asked_at, completed_at)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
        ON CONFLICT(resource, scope) DO UPDATE SET stage = excluded.stage,
          watermark = excluded.watermark, next_watermark = excluded.next_watermark,
          last_key = excluded.last_key, asked_at = excluded.asked_at,
          completed_at = coalesce(excluded.completed_at, completed_at)
        """
    ).execute(
      arguments: [
        resource, scope, cursor.stage.rawValue, cursor.watermark?.description,
        cursor.nextWatermark?.description, cursor.lastKey?.value.databaseValue,
        now.description, cursor.stage == .rest ? now.description : nil,
      ]
    )
  }

  /// Sets every watermark back by so many seconds, also those that walks in progress lead to.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func setCursorsBack(seconds: Double) throws {
    for row in try Row.fetchAll(db, sql: "SELECT * FROM sync_cursor") {
      let times = ["watermark", "next_watermark"].map { name in
        (row[name] as String?).flatMap(NaiveTime.init)?.advanced(bySeconds: -seconds).description
      }
      try db.execute(
        sql: """
          UPDATE sync_cursor SET watermark = ?1, next_watermark = ?2
          WHERE resource = ?3 AND scope = ?4
          """,
        arguments: [times[0], times[1], row["resource"] as String, row["scope"] as String]
      )
    }
  }

  /// Writes a line of the journal.
  ///
  /// - Returns: the entry's number.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  @discardableResult
  package func note(
    _ event: JournalEvent,
    row: RowReference?,
    user: String? = nil,
    operation: Int64? = nil,
    change: Int64? = nil,
    detail: [String: JSONNode] = [:],
    now: NaiveTime
  ) throws -> Int64 {
    try execute(
      sql: """
        INSERT INTO sync_log(time, user, event, resource, key, change, operation, detail)
        VALUES (?, coalesce(?, (SELECT user FROM sync_engine)), ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        now.description, user, event.rawValue, row?.resource, row?.key.value.databaseValue,
        change, operation, detail.isEmpty ? nil : JSONNode.object(detail).description,
      ]
    )
    return db.lastInsertedRowID
  }

  /// Remembers a value under a name; nothing forgets it.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func remember(_ name: String, _ value: String?) throws {
    try db.cachedStatement(
      sql: """
        INSERT INTO sync_meta(name, value) VALUES (?1, ?2)
        ON CONFLICT(name) DO UPDATE SET value = excluded.value
        """
    ).execute(arguments: [name, value])
  }

  /// Remembers the server's time: what is recorded from here on cannot have been sent before it.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func rememberServerTime(_ time: NaiveTime, stampLag: Double?) throws {
    let lag = stampLag.map { String($0) }
    try remember("server-time", time.description)
    if let lag { try remember("stamp-lag", lag) }
    let identity = try reader.author().flatMap { try reader.remembered("identity:\($0)") }
    outbox.tell(serverTime: time.description, stampLag: lag, identity: identity)
  }

  /// Notes that the server denied a method.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func learnDenied(_ right: DeniedRight, now: NaiveTime) throws {
    try db.execute(
      sql: """
        INSERT INTO sync_right(resource, method, learned_at) VALUES (?1, ?2, ?3)
        ON CONFLICT(resource, method) DO UPDATE SET learned_at = excluded.learned_at
        """,
      arguments: [right.resource, right.method.rawValue, now.description]
    )
  }

  /// Makes an account the author of changes from now on and forgets what the last one was denied.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func adoptAccount(_ user: String) throws {
    try db.execute(sql: "UPDATE sync_engine SET user = ?", arguments: [user])
    try db.execute(sql: "DELETE FROM sync_right")
  }

  /// Keeps the summary of a finished run, a JSON object.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  package func keepRun(
    startedAt: NaiveTime,
    endedAt: NaiveTime,
    outcome: String,
    summary: JSONNode
  ) throws {
    try db.execute(
      sql: "INSERT INTO sync_run(started_at, ended_at, outcome, summary) VALUES (?, ?, ?, ?)",
      arguments: [startedAt.description, endedAt.description, outcome, summary.description]
    )
  }
}
