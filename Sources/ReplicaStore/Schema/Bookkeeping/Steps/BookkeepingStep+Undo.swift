extension BookkeepingStep {
  /// Remembers which changes an undo took back and which it made, and what each receipt confirmed.
  ///
  /// Receipts from before are taken to have confirmed what was sent.
  static let undo = BookkeepingStep(
    sql: """
      CREATE TABLE sync_undo(
        undo INTEGER PRIMARY KEY AUTOINCREMENT, time TEXT NOT NULL, user TEXT,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'redone', 'void'))
      );
      ALTER TABLE sync_changelog ADD COLUMN undone INTEGER;
      ALTER TABLE sync_changelog ADD COLUMN made_by INTEGER;
      CREATE INDEX sync_changelog_undone ON sync_changelog(undone) WHERE undone IS NOT NULL;
      CREATE INDEX sync_changelog_made_by ON sync_changelog(made_by) WHERE made_by IS NOT NULL;
      ALTER TABLE sync_operation_value ADD COLUMN confirmed;
      UPDATE sync_operation_value SET confirmed = value
      WHERE operation IN (SELECT operation FROM sync_receipt);
      """
  )
}
