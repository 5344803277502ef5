extension BookkeepingStep {
  /// Keeps the keys that creations of one run must not be taken for once, instead of in each of them,
  /// and finds what was not answered without reading what was.
  static let heldKeys = BookkeepingStep(
    sql: """
      CREATE TABLE sync_held_keys(
        held INTEGER PRIMARY KEY AUTOINCREMENT, resource TEXT NOT NULL, keys TEXT NOT NULL
      );
      ALTER TABLE sync_operation ADD COLUMN held INTEGER;
      CREATE INDEX sync_operation_unknown ON sync_operation(operation) WHERE state = 'unknown';
      """
  )
}
