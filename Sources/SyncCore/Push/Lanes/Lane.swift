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

  /// Rows that were changed between reading and writing: how often, and which version was expected last.
  var overtaken: [RowReference: (times: Int, version: NaiveTime?)] = [:]

  /// Whether its rows are on the server already.
  let isReread: Bool

  /// A lane for rows of one resource that are ready.
  init(_ parcel: [PendingRow], in table: ResourceTable) {
    self.table = table
    rows = parcel.map(\.row)
    isReread = parcel.allSatisfy { $0.effect != .create && !$0.row.key.isProvisional }
  }

  /// How often a row is read anew before it is sent whatever it is by then.
  private static let mostOvertakes = 3

  /// The only version that an operation may change, where the server can compare; nothing where a row is
  /// changed over and over, or where the server finds no version equal to itself.
  func expected(by operation: StoredOperation) -> RowVersion? {
    guard operation.kind == .update, let stamp = table.resource.stamp(.modifiedAt) else {
      return nil
    }
    if let last = overtaken[operation.row],
      last.times >= Self.mostOvertakes || last.version == operation.baseModifiedAt
    {
      return nil
    }
    return RowVersion(column: stamp.name, modifiedAt: operation.baseModifiedAt)
  }

  /// Takes the row back whose operation found another version: it is read and sent anew.
  mutating func putBack(_ operation: StoredOperation) {
    sending = nil
    let times = overtaken[operation.row]?.times ?? 0
    overtaken[operation.row] = (times + 1, operation.baseModifiedAt)
    rows.insert(operation.row, at: 0)
    absent.append(operation.row.key)
  }

  /// Takes a row back that goes by itself next, without the rows that went in it.
  mutating func sendAgain(_ row: RowReference) {
    sending = nil
    rows.insert(row, at: 0)
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
