import CatalogModel
import GRDB

extension ReplicaReader {
  /// The account under which changes are recorded now.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func author() throws -> String? {
    try String.fetchOne(db, sql: "SELECT user FROM sync_engine WHERE id = 1")
  }

  /// The change of that number, whether it waits or is closed.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func recordedChange(_ number: Int64) throws -> RecordedChange? {
    try Row.fetchOne(
      db,
      sql: "SELECT * FROM sync_changelog WHERE change = ?",
      arguments: [number]
    ).flatMap(recordedChange)
  }

  /// The author's last edit that an undo could take back: made by a person, not taken back yet,
  /// and waiting or delivered.
  ///
  /// A deletion of a row that was never sent is closed at once, and counts too.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func lastUndoableChange() throws -> RecordedChange? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM sync_changelog
        WHERE undone IS NULL AND made_by IS NULL
          AND (kind <> 'action' OR (open = 1 AND operation IS NULL))
          AND (open = 1 OR outcome = 'delivered' OR (outcome = 'void' AND kind = 'delete'))
          AND user IS (SELECT user FROM sync_engine WHERE id = 1)
        ORDER BY change DESC LIMIT 1
        """
    ).flatMap(recordedChange)
  }

  /// Open changes of a row from one change on, or up to it, that touch a column: the nearest for
  /// each column.
  ///
  /// - Parameters:
  ///   - row: the row.
  ///   - change: the change in question, which is not counted.
  ///   - isLater: whether to look after it, else before it.
  /// - Returns: the change's number by column.
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func neighbours(
    of row: RowReference,
    change: Int64,
    isLater: Bool
  ) throws -> [String: Int64] {
    let rows = try Row.fetchAll(
      db,
      sql: """
        SELECT v.column, \(isLater ? "min" : "max")(l.change) AS nearest
        FROM sync_changelog l JOIN sync_change_value v USING (change)
        WHERE l.open = 1 AND l.resource = ? AND l.key = ? AND l.change \(isLater ? ">" : "<") ?
        GROUP BY v.column
        """,
      arguments: [row.resource, row.key.value.databaseValue, change]
    )
    return rows.reduce(into: [:]) { nearest, row in nearest[row["column"]] = row["nearest"] }
  }

  /// The kinds of a row's open changes after one of them.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func laterKinds(of row: RowReference, than change: Int64) throws -> Set<ChangeKind> {
    let words = try String.fetchAll(
      db,
      sql: """
        SELECT DISTINCT kind FROM sync_changelog
        WHERE open = 1 AND resource = ? AND key = ? AND change > ?
        """,
      arguments: [row.resource, row.key.value.databaseValue, change]
    )
    return Set(words.compactMap(ChangeKind.init))
  }

  /// The author's last undo that a redo could take back.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func lastUndo() throws -> RecordedUndo? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT undo, state FROM sync_undo
        WHERE state IN ('waiting', 'done') AND user IS (SELECT user FROM sync_engine WHERE id = 1)
        ORDER BY undo DESC LIMIT 1
        """
    ).flatMap(recordedUndo)
  }

  /// Undos that wait until it is known what became of an operation, oldest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func waitingUndos() throws -> [RecordedUndo] {
    try Row.fetchAll(
      db,
      sql: "SELECT undo, state FROM sync_undo WHERE state = 'waiting' ORDER BY undo"
    ).compactMap(recordedUndo)
  }

  /// Whether an undo waits for what becomes of the operation.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func isUndoWaiting(forOperation operation: Int64) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (SELECT 1 FROM sync_changelog l JOIN sync_undo u ON u.undo = l.undone
          WHERE l.operation = ? AND l.open = 1 AND u.state = 'waiting')
        """,
      arguments: [operation]
    ) ?? false
  }

  /// The entry of the journal with that number.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func journalEntry(_ number: Int64) throws -> JournalEntry? {
    try Row.fetchOne(db, sql: "SELECT * FROM sync_log WHERE entry = ?", arguments: [number])
      .map(Self.journalEntry)
  }

  /// The changes that an operation carried, oldest first.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package func changes(ofOperation operation: Int64) throws -> [Int64] {
    try Int64.fetchAll(
      db,
      sql: "SELECT change FROM sync_changelog WHERE operation = ? ORDER BY change",
      arguments: [operation]
    )
  }

  private func recordedUndo(_ row: Row) throws -> RecordedUndo? {
    guard let state = RecordedUndo.State(rawValue: row["state"]) else { return nil }
    let number: Int64 = row["undo"]
    let changes = { (column: String) in
      try Int64.fetchAll(
        db,
        sql: "SELECT change FROM sync_changelog WHERE \(column) = ? ORDER BY change",
        arguments: [number]
      )
    }
    return RecordedUndo(
      number: number,
      state: state,
      changes: try changes("undone"),
      made: try changes("made_by")
    )
  }

  private func recordedChange(_ row: Row) throws -> RecordedChange? {
    guard let typed = RowReference(row), let kind = ChangeKind(rawValue: row["kind"]) else {
      return nil
    }
    let number: Int64 = row["change"]
    let key = try serverKey(of: typed) ?? typed.key
    return RecordedChange(
      number: number,
      row: RowReference(resource: typed.resource, key: key),
      kind: kind,
      time: (row["time"] as String?).flatMap(NaiveTime.init),
      user: row["user"],
      values: try recordedValues(of: number, resource: typed.resource),
      outcome: (row["outcome"] as String?).flatMap(ChangeOutcome.init),
      isOpen: row["open"],
      operation: row["operation"],
      undone: row["undone"],
      madeBy: row["made_by"],
      givenUp: row["given_up"]
    )
  }

  private func recordedValues(of change: Int64, resource: String) throws -> [RecordedValue] {
    let rows = try Row.fetchAll(
      db,
      sql: "SELECT column, old, new FROM sync_change_value WHERE change = ? ORDER BY column",
      arguments: [change]
    )
    return rows.map { row in
      let name: String = row["column"]
      let typed = { (side: String) in
        let stored = FieldValue(row[side])
        return layout.catalog.column(name, of: resource)?.value(stored: stored) ?? stored
      }
      return RecordedValue(column: name, old: typed("old"), new: typed("new"))
    }
  }
}
