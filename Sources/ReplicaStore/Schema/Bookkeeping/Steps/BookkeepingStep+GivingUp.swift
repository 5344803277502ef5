extension BookkeepingStep {
  /// Remembers which changes were given up together, by which entry of the journal, and which change
  /// was the last then, so that they come back together and in their turn.
  static let givingUp = BookkeepingStep(
    sql: """
      ALTER TABLE sync_changelog ADD COLUMN given_up INTEGER;
      ALTER TABLE sync_changelog ADD COLUMN given_up_after INTEGER;
      CREATE INDEX sync_changelog_given_up ON sync_changelog(given_up) WHERE given_up IS NOT NULL;
      """
  )
}
