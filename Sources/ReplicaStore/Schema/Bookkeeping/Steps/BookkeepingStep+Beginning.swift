extension BookkeepingStep {
  /// Makes the tables in an empty database.
  ///
  /// Columns without a type hold values exactly as they were captured.
  static let beginning = BookkeepingStep(
    sql: """
      CREATE TABLE sync_meta(name TEXT PRIMARY KEY NOT NULL, value) WITHOUT ROWID;
      CREATE TABLE sync_scope(resource TEXT PRIMARY KEY NOT NULL) WITHOUT ROWID;
      CREATE TABLE sync_engine(
        id INTEGER PRIMARY KEY CHECK (id = 1), applying INTEGER NOT NULL DEFAULT 0, now TEXT, user TEXT
      );
      INSERT INTO sync_engine(id) VALUES (1);
      CREATE TABLE sync_changelog(
        change INTEGER PRIMARY KEY AUTOINCREMENT, resource TEXT NOT NULL, key NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('create', 'update', 'delete', 'action')),
        time TEXT NOT NULL, user TEXT, open INTEGER NOT NULL DEFAULT 1,
        held INTEGER NOT NULL DEFAULT 0, operation INTEGER, outcome TEXT
      );
      CREATE INDEX sync_changelog_open ON sync_changelog(resource, key) WHERE open = 1;
      CREATE INDEX sync_changelog_operation ON sync_changelog(operation)
        WHERE operation IS NOT NULL;
      CREATE TABLE sync_change_value(
        change INTEGER NOT NULL, "column" TEXT NOT NULL, old, new, PRIMARY KEY (change, "column")
      ) WITHOUT ROWID;
      CREATE INDEX sync_change_value_provisional ON sync_change_value(new)
        WHERE typeof(new) = 'integer' AND new >= 4503599627370496;
      CREATE TABLE sync_before(
        resource TEXT NOT NULL, key NOT NULL, "column" TEXT NOT NULL, value,
        PRIMARY KEY (resource, key, "column")
      ) WITHOUT ROWID;
      CREATE TABLE sync_operation(
        operation INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE,
        resource TEXT NOT NULL, key NOT NULL, kind TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('frozen', 'unknown', 'refused', 'done', 'abandoned')),
        user TEXT, frozen_at TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, sent_at TEXT,
        ended_at TEXT, not_before TEXT, base_modified_at TEXT, held_keys TEXT, status INTEGER,
        words TEXT
      );
      CREATE INDEX sync_operation_open ON sync_operation(resource, key)
        WHERE state IN ('frozen', 'unknown', 'refused');
      CREATE TABLE sync_operation_value(
        operation INTEGER NOT NULL, "column" TEXT NOT NULL, base, value,
        PRIMARY KEY (operation, "column")
      ) WITHOUT ROWID;
      CREATE TABLE sync_receipt(
        operation INTEGER PRIMARY KEY, resource TEXT NOT NULL, key NOT NULL, provisional,
        outcome TEXT NOT NULL, server_time TEXT, received_at TEXT
      );
      CREATE TABLE sync_key_map(
        resource TEXT NOT NULL, provisional INTEGER NOT NULL, server NOT NULL,
        PRIMARY KEY (resource, provisional)
      ) WITHOUT ROWID;
      CREATE TABLE sync_cursor(
        resource TEXT NOT NULL, scope TEXT NOT NULL, stage TEXT NOT NULL, watermark TEXT,
        next_watermark TEXT, last_key, asked_at TEXT, completed_at TEXT,
        PRIMARY KEY (resource, scope)
      ) WITHOUT ROWID;
      CREATE TABLE sync_conflict(
        number INTEGER PRIMARY KEY AUTOINCREMENT, resource TEXT NOT NULL, key NOT NULL,
        kind TEXT NOT NULL, open INTEGER NOT NULL DEFAULT 1, opened_at TEXT NOT NULL,
        closed_at TEXT, decision TEXT, mine_by TEXT, mine_at TEXT, theirs_by TEXT, theirs_at TEXT
      );
      CREATE INDEX sync_conflict_open ON sync_conflict(resource, key) WHERE open = 1;
      CREATE TABLE sync_conflict_column(
        conflict INTEGER NOT NULL, "column" TEXT NOT NULL, base, mine, theirs,
        PRIMARY KEY (conflict, "column")
      ) WITHOUT ROWID;
      CREATE TABLE sync_set_aside(
        resource TEXT NOT NULL, key NOT NULL, raw TEXT NOT NULL, reason TEXT NOT NULL, time TEXT,
        PRIMARY KEY (resource, key)
      ) WITHOUT ROWID;
      CREATE TABLE sync_ghost(
        resource TEXT NOT NULL, key NOT NULL, seen_at TEXT NOT NULL, PRIMARY KEY (resource, key)
      ) WITHOUT ROWID;
      CREATE TABLE sync_right(
        resource TEXT NOT NULL, method TEXT NOT NULL, learned_at TEXT NOT NULL,
        PRIMARY KEY (resource, method)
      ) WITHOUT ROWID;
      CREATE TABLE sync_log(
        entry INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, user TEXT,
        event TEXT NOT NULL, resource TEXT, key, change INTEGER, operation INTEGER, detail TEXT
      );
      CREATE TABLE sync_run(
        run INTEGER PRIMARY KEY AUTOINCREMENT, started_at TEXT NOT NULL, ended_at TEXT,
        outcome TEXT, summary TEXT
      );
      """
  )
}
