extension BookkeepingStep {
  /// Finds queued actions in a long queue, and keeps what the server answered to actions.
  static let actions = BookkeepingStep(
    sql: """
      CREATE INDEX sync_changelog_actions ON sync_changelog(change)
        WHERE open = 1 AND kind = 'action';
      ALTER TABLE sync_receipt ADD COLUMN answer TEXT;
      CREATE TABLE sync_answer(
        action TEXT NOT NULL, question TEXT NOT NULL, answered_at TEXT, user TEXT,
        answer TEXT NOT NULL, PRIMARY KEY (action, question)
      ) WITHOUT ROWID;
      """
  )
}
