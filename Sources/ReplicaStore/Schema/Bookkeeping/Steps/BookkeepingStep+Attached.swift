extension BookkeepingStep {
  /// Tells which operations went inside another one, and under the name of which relation.
  static let attached = BookkeepingStep(
    sql: """
      ALTER TABLE sync_operation ADD COLUMN attached_to INTEGER;
      ALTER TABLE sync_operation ADD COLUMN relation TEXT;
      CREATE INDEX sync_operation_attached ON sync_operation(attached_to)
        WHERE attached_to IS NOT NULL;
      """
  )
}
