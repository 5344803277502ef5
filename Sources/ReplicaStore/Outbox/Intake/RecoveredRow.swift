package import CatalogModel

/// A row's unsent work as an outbox tells it.
package struct RecoveredRow: Sendable, Equatable {
  /// The row, by the key that replica knew last.
  package internal(set) var row: RowReference
  /// Its changes, oldest first.
  package internal(set) var changes: [OutboxChange] = []
  /// The server's time before which none of it can have been sent; nothing where it was never told.
  package let sentAfter: NaiveTime?
  /// Whether it was on hold.
  package internal(set) var isHeld = false
  /// The operation that travels, where it comes from an export.
  package let operation: StoredOperation?
  /// Under which name it travels to another laptop; nothing where it stays.
  package internal(set) var travelID: String?

  init(row: RowReference, sentAfter: NaiveTime?) {
    self.row = row
    self.sentAfter = sentAfter
    operation = nil
  }

  /// The work of an operation that was exported, as the changes that led to it: one, or where it may
  /// have sent an earlier version of its row, one for each.
  init(_ operation: StoredOperation, earlier: [RowFields] = []) {
    row = operation.row
    sentAfter = operation.sentAt
    self.operation = operation
    let versions = [operation.base] + earlier + [operation.values]
    changes = zip(versions, versions.dropFirst()).enumerated().map { step, sides in
      Self.change(of: operation, from: sides.0, to: sides.1, isFirst: step == 0)
    }
  }

  private static func change(
    of operation: StoredOperation,
    from before: RowFields,
    to after: RowFields,
    isFirst: Bool
  ) -> OutboxChange {
    let names = Set(before.keys).union(after.keys).filter { isFirst || before[$0] != after[$0] }
    return OutboxChange(
      number: 0,
      row: operation.row,
      kind: isFirst ? operation.kind : .update,
      time: operation.sentAt.description,
      user: operation.user,
      values: names.sorted().map {
        RecordedValue(column: $0, old: before[$0] ?? .null, new: after[$0] ?? .null)
      },
      baseModifiedAt: operation.baseModifiedAt,
      isHeld: false
    )
  }

  /// Names its operation: always the same for the same work of the same replica, so that a file that is
  /// taken in twice does nothing the second time.
  func id(in replay: OutboxReplay) -> String {
    if let known = operation?.id ?? travelID { return known }
    guard let first = changes.first else { return "" }
    var hash = FowlerHash()
    for word in [replay.header?.replica ?? "", first.time, first.kind.rawValue, first.row.resource]
    {
      hash.add(word)
    }
    return "outbox-\(first.number)-\(hash.digits)"
  }

  /// What the changes come to: what is done to the row, with which values over which; nothing where they
  /// cancel out.
  var net: (kind: ChangeKind, values: RowFields, base: RowFields)? {
    var kind: ChangeKind?
    var (values, base): (RowFields, RowFields) = ([:], [:])
    for change in changes {
      for value in change.values {
        if base[value.column] == nil { base[value.column] = value.old }
        values[value.column] = value.new
      }
      switch (kind, change.kind) {
      case (.create, .delete): (kind, values, base) = (nil, [:], [:])
      case (.create, _): break
      case (.delete, .create): kind = .update
      case (_, .delete): kind = .delete
      case (nil, let first): kind = first
      default: break
      }
    }
    return kind.map { ($0, values, base) }
  }
}
