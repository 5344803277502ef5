extension BookkeepingStep {
  /// Names the replica, tells operations that travel and those that came from elsewhere, and reads a
  /// long queue from its indexes alone.
  static let outbox = BookkeepingStep(
    sql: """
      INSERT INTO sync_meta(name, value) VALUES ('replica', lower(hex(randomblob(16))));
      ALTER TABLE sync_operation ADD COLUMN travels_at TEXT;
      ALTER TABLE sync_operation ADD COLUMN origin TEXT;
      DROP INDEX sync_changelog_open;
      CREATE INDEX sync_changelog_open
        ON sync_changelog(resource, key, change, held, operation, user) WHERE open = 1;
      CREATE INDEX sync_changelog_waiting ON sync_changelog(change, time) WHERE open = 1;
      """
  )
}
