import CatalogModel
import RemoteAPI
import ReplicaStore

/// Settles deletions that the server calls done, by the next list that comes whole.
///
/// Where rows are listed whole, a row's own path proves nothing (``SnapshotGhosts``): it may answer that there
/// is no such row while the list shows it to everybody. So what the list still shows was not deleted, and
/// waits for a person; what it lacks is gone.
package struct SnapshotDeletions {
  let run: RunContext
  let table: ResourceTable

  /// Stable words of a deletion that the server calls done and lists all the same; translated where they
  /// are shown.
  package static let stillListed = "still-listed"

  /// Settles what a list tells, in the transaction that stored it.
  ///
  /// - Throws: ``ReplicaError`` when the replica cannot be read or written.
  func settle(_ page: RemotePage, _ stored: IngestedPage, with writer: ReplicaWriter) throws {
    let said = try self.said(writer.reader)
    guard !said.isEmpty, let rows = try? page.decoded().rows else { return }
    let unreadable = stored.setAside.map(\.key)
    let listed = Set(rows.compactMap { $0.key(in: table.resource) } + unreadable.compactMap(\.self))
    let sender = OperationSender(run: run)
    for (operation, outcome) in said {
      if listed.contains(operation.row.key) {
        guard operation.state == .unknown else { continue }
        try sender.refuse(operation, status: nil, words: Self.stillListed, with: writer)
      } else if !unreadable.contains(nil) {
        // A row whose key cannot be read may be any.
        try sender.confirm(
          operation,
          row: nil,
          outcome: outcome,
          serverTime: page.serverTime,
          in: table,
          with: writer
        )
      }
    }
  }

  // What this run was told, and what an earlier one refused for the list's sake.
  private func said(
    _ reader: ReplicaReader
  ) throws -> [(operation: StoredOperation, outcome: ReceiptOutcome)] {
    let refused = try reader.operations(in: .refused).filter {
      $0.kind == .delete && $0.status == nil && $0.words == Self.stillListed && $0.user == run.user
    }
    let unknown = try run.saidGone.keys.sorted().compactMap { try reader.operation($0) }
      .filter { $0.state == .unknown }
    return (unknown + refused).filter { $0.row.resource == table.name }
      .map { ($0, run.saidGone[$0.number] ?? .already) }
  }
}
