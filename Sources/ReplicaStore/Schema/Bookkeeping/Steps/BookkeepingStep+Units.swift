extension BookkeepingStep {
  /// Keeps what was asked of units and whether they followed, and which units are watched here.
  static let units = BookkeepingStep(
    sql: """
      CREATE TABLE sync_request(
        request INTEGER PRIMARY KEY NOT NULL, operation INTEGER UNIQUE, resource TEXT NOT NULL,
        key NOT NULL, action TEXT NOT NULL, requested_at TEXT NOT NULL, confirmed_at TEXT
      );
      CREATE INDEX sync_request_subject ON sync_request(resource, key);
      CREATE INDEX sync_request_open ON sync_request(requested_at) WHERE confirmed_at IS NULL;
      CREATE TABLE sync_watch(
        resource TEXT NOT NULL, key NOT NULL, until TEXT, asked_at TEXT,
        PRIMARY KEY (resource, key)
      ) WITHOUT ROWID;
      """
  )
}
