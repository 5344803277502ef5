import CatalogModel
import RemoteAPI
import ReplicaStore

extension OperationSender {
  /// Freezes what can go inside a creation that was just frozen.
  ///
  /// - Returns: the operation with all that goes in it.
  func attachRows(
    to operation: StoredOperation,
    in table: ResourceTable,
    behind order: CallOrder,
    with writer: ReplicaWriter
  ) throws -> StoredOperation? {
    let drafts = try AttachedRows(run: run, order: order).drafts(
      of: operation.row,
      in: table,
      writer.reader
    )
    guard !drafts.isEmpty else { return operation }
    try attach(drafts, to: operation.number, with: writer)
    return try writer.reader.operation(operation.number)
  }

  // Freezes rows together with the creation that they go in.
  private func attach(
    _ drafts: [OperationDraft],
    to operation: Int64,
    with writer: ReplicaWriter
  ) throws {
    for draft in drafts {
      guard let table = run.layout.table(draft.row.resource) else { continue }
      var draft = draft
      draft.attachedTo = operation
      _ = try writer.freeze(
        draft,
        id: run.operationID(),
        user: run.user,
        serverNow: run.serverNow,
        localNow: run.now,
        sharing: try run.youngKeys(in: table, writer)
      )
    }
  }

  /// Takes a creation back that had no effect because of the rows in it, or may have had none because
  /// of them: each goes by itself, so that one bad row holds up only itself.
  ///
  /// A server that takes no rows within rows is not asked to for a day.
  func detach(_ operation: StoredOperation, with writer: ReplicaWriter) throws {
    try writer.abandon(operation.number)
    try AttachedRows.setResting(operation.row.resource, with: writer, now: run.now)
  }

  /// Whether the rows of an operation go one by one after that answer.
  func isDetached(_ operation: StoredOperation, by answer: WriteAnswer) -> Bool {
    guard !operation.attached.isEmpty else { return false }
    return switch answer {
    case .refused, .missing: true
    case .applied, .overtaken, .unknown: false
    }
  }
}
