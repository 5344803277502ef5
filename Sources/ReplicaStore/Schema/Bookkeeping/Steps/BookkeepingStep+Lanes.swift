extension BookkeepingStep {
  /// Finds deletions in a long queue, and the receipt of a row, without a scan.
  static let lanes = BookkeepingStep(
    sql: """
      CREATE INDEX sync_changelog_deletions ON sync_changelog(resource, change)
        WHERE open = 1 AND kind = 'delete';
      CREATE INDEX sync_receipt_row ON sync_receipt(resource, key);
      """
  )
}
