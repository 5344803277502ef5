import CatalogModel

/// Reads an outbox line by line and tells what of it was still unsent.
///
/// A file is a prefix of what happened: what is missing at its end is work that may have been delivered
/// although it reads as unsent. So nothing that comes from here is sent before it was verified.
package struct OutboxReplay: Sendable {
  /// Who wrote the file; nothing before its first line.
  package private(set) var header: OutboxHeader?
  /// Lines that were torn or damaged.
  package private(set) var damagedLines = 0
  /// Lines that could be read.
  private(set) var readLines = 0
  /// Operations and receipts that an export carries.
  package private(set) var parcels: [OutboxParcel] = []
  /// Rows made in that replica, and the keys the server gave them.
  private(set) var named: [RowReference: RowKey] = [:]
  /// The server's time last told, how far its row stamps lay behind it, and under which name the server
  /// notes the account.
  private(set) var clock: (server: NaiveTime, lag: String?, identity: String?)?

  /// Units that were still to be told of changes that had reached the server, as they are kept.
  private(set) var untold: String?

  private var changes: [Int64: (change: OutboxChange, after: NaiveTime?)] = [:]
  private var held: [Int64: Bool] = [:]
  private var travelling: [Int64: String] = [:]

  /// A replay of nothing.
  package init() {}

  /// Takes one line in, without its end.
  package mutating func take(_ line: some Collection<UInt8>) {
    guard !line.isEmpty else { return }
    guard let node = OutboxLine.record(in: line), take(node) else {
      damagedLines += 1
      return
    }
    readLines += 1
  }

  /// Rows with unsent changes, in the order in which they were first changed; then those of an export.
  package var rows: [RecoveredRow] {
    var order: [RowReference] = []
    var found: [RowReference: RecoveredRow] = [:]
    for (number, entry) in changes.sorted(by: { $0.key < $1.key }) {
      let isNamed = named[entry.change.row] != nil
      // The naming is the receipt of the row's creation, whether or not its closing was noted.
      if isNamed, entry.change.kind == .create { continue }
      let key = named[entry.change.row] ?? entry.change.row.key
      let row = RowReference(resource: entry.change.row.resource, key: key)
      if found[row] == nil {
        order.append(row)
        found[row] = RecoveredRow(row: row, sentAfter: entry.after)
      }
      found[row]?.changes.append(entry.change)
      if held[number] ?? entry.change.isHeld { found[row]?.isHeld = true }
      // What was changed since it left is looked for together with it, and no longer travels.
      let travelID = travelling[number]
      if found[row]?.changes.count == 1 { found[row]?.travelID = travelID }
      if found[row]?.travelID != travelID { found[row]?.travelID = nil }
    }
    let travelling = parcels.compactMap { parcel -> RecoveredRow? in
      guard case .operation(let operation, let earlier) = parcel else { return nil }
      return RecoveredRow(operation, earlier: earlier)
    }
    return order.compactMap { found[$0] } + travelling
  }

  private mutating func take(_ node: JSONNode) -> Bool {
    switch node["type"] {
    case .text("header")?:
      guard let header = OutboxHeader(node) else { return false }
      self.header = header
    case .text("change")?:
      guard let change = OutboxChange(node) else { return false }
      changes[change.number] = (change, change.sentAfter ?? clock?.server)
    case .text("closed")?:
      guard case .array(let numbers)? = node["changes"] else { return false }
      for case .integer(let number) in numbers { changes[number] = nil }
    case .text("held")?:
      guard case .integer(let change)? = node["change"] else { return false }
      held[change] = node["held"] == .boolean(true)
    case .text("travels")?:
      guard case .array(let numbers)? = node["changes"], case .text(let id)? = node["id"] else {
        return false
      }
      for case .integer(let number) in numbers { travelling[number] = id }
    case .text("recalled")?: travelling = [:]
    case .text("named")?:
      guard let row = RowReference(outbox: node), let server = node["server"],
        let key = FieldValue(outbox: server).flatMap({ RowKey($0) })
      else { return false }
      named[row] = key
    case .text("clock")?:
      guard case .text(let text)? = node["server"], let time = NaiveTime(text) else { return false }
      let lag: String? = if case .text(let lag)? = node["lag"] { lag } else { nil }
      let identity: String? = if case .text(let name)? = node["identity"] { name } else { nil }
      clock = (time, lag, identity)
    case .text("operation")?, .text("receipt")?:
      guard let parcel = OutboxParcel(node) else { return false }
      parcels.append(parcel)
    case .text("untold")?:
      untold = if case .text(let units)? = node["units"] { units } else { nil }
    case .text("seen")?: break
    default: return false
    }
    return true
  }
}
