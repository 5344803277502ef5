extension BookkeepingStep {
  /// Tells operations that an outbox brought back, of which nobody knows how much of them was sent.
  static let recovery = BookkeepingStep(
    sql: "ALTER TABLE sync_operation ADD COLUMN recovered INTEGER NOT NULL DEFAULT 0"
  )
}
