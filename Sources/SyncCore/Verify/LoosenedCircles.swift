import CatalogModel
import ReplicaStore

/// Unanswered creates that wait for each other, as those of a recovered outbox may.
///
/// Nothing of them could ever be looked for. The references that may be empty become later changes, as
/// if each row had been sent without them, which is how rows that wait for each other are sent.
struct LoosenedCircles {
  let run: RunContext

  /// Takes references out of operations where that lets some be looked for.
  ///
  /// - Returns: whether there are any such.
  /// - Throws: ``ReplicaError`` when the database cannot be written.
  func loosen(_ operations: [StoredOperation]) throws -> Bool {
    let withheld = CycleBreak(operations.map(pending)).outcome.withheld
    guard !withheld.isEmpty else { return false }
    let now = run.now
    try run.replica.write(by: .engine) { writer in
      for operation in operations {
        guard let left = withheld[operation.row] else { continue }
        let columns = links(of: operation).filter { left.contains($0.row) }.map(\.column.name)
        try writer.postpone(columns, of: operation, now: now)
      }
    }
    return true
  }

  private func pending(_ operation: StoredOperation) -> PendingRow {
    let links = links(of: operation)
    let firm = links.filter { !$0.column.isNullable }.map(\.row)
    return PendingRow(
      row: operation.row,
      changes: [],
      effect: .create,
      needs: links.map(\.row),
      deferrable: Set(links.map(\.row)).subtracting(firm)
    )
  }

  private func links(of operation: StoredOperation) -> [(column: ResourceColumn, row: RowReference)]
  {
    guard let table = run.layout.table(operation.row.resource) else { return [] }
    return table.columns.compactMap { column in
      guard let link = column.link, let key = operation.values[column.name].flatMap(RowKey.init),
        key.isProvisional
      else { return nil }
      return (column, RowReference(resource: link.resource, key: key))
    }
  }
}
