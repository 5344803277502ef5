package import CatalogModel
import GRDB

extension ReplicaWriter {
  /// Takes the rows of a page of the server in.
  ///
  /// Rows that have open changes, an open conflict or a base are not written but handed back, for
  /// the merge in the same transaction. A row with a value that no JSON may hold spoils only itself.
  ///
  /// - Parameters:
  ///   - page: the bytes of the answer.
  ///   - table: whose rows they are.
  ///   - bound: the key that all of them must exceed, if the query asked so.
  ///   - now: the time noted on rows that are set aside.
  ///   - serverNow: the latest that the server's clock can show; stamps after it are not believed.
  ///   - isCompared: whether the keys are to be told, and rows held under the same key to be compared
  ///     by the time they were made; a first load has no use for either.
  /// - Returns: what became of the rows.
  /// - Throws: ``ReplicaError`` with `bad-page` when the bytes are not a page; nothing of it is then
  ///   stored.
  package func ingest(
    page: [UInt8],
    into table: ResourceTable,
    after bound: RowKey? = nil,
    now: NaiveTime? = nil,
    serverNow: NaiveTime? = nil,
    isCompared: Bool = false
  ) throws -> IngestedPage {
    var ingestion = try PageIngestion(
      db,
      table: table,
      texts: pageReader.texts,
      after: bound,
      now: now,
      serverNow: serverNow,
      isCompared: isCompared
    )
    try db.inSavepoint {
      let envelope = try pageReader.read(page, of: table) { try ingestion.take($0) }
      // Before the reader takes another page: rows that wait lie in its memory.
      try ingestion.finish(envelope)
      return .commit
    }
    // Rows written past GRDB are invisible to its observers.
    if ingestion.result.changed > 0 { try db.notifyChanges(in: Table(table.name)) }
    return ingestion.result
  }
}
