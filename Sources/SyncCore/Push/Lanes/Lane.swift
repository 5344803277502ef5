import CatalogModel
import RemoteAPI
import ReplicaStore

/// Rows that go one after the other: read again with one question, then each frozen and sent.
struct Lane {
  /// The table of all of them.
  let table: ResourceTable
  /// Rows that are still to be sent.
  var rows: [RowReference]
  /// Keys that were absent from a page and are asked for by themselves.
  var absent: [RowKey] = []
  /// The row whose operation is under way.
  var sending: RowReference?

  /// Whether its rows are on the server already.
  let isReread: Bool

  /// A lane for rows of one resource that are ready.
  init(_ parcel: [PendingRow], in table: ResourceTable) {
    self.table = table
    rows = parcel.map(\.row)
    isReread = parcel.allSatisfy { $0.effect != .create && !$0.row.key.isProvisional }
  }

  /// What has to be read before the first row is written; nothing for a create, and where each row is
  /// asked for by itself.
  mutating func begin() -> LaneQuestion.Content? {
    guard isReread else { return nil }
    // Where nothing can be asked for apart, every row has its own path.
    guard table.resource.lists == .pages else {
      absent = rows.map(\.key)
      return nil
    }
    return .rows(
      RowQuery(
        filters: [.isIn(table.resource.key.name, rows.map(\.key.value))],
        order: [RowOrder(table.resource.key.name)],
        pageSize: rows.count
      )
    )
  }
}
