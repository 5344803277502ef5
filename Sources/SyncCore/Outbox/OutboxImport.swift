import CatalogModel
package import ReplicaStore

/// Takes in what came from another laptop: work to deliver, and receipts that come home.
package struct OutboxImport: Sendable {
  /// What came of a file.
  package struct Outcome: Sendable, Equatable {
    /// Rows whose work was taken in.
    package var taken: [RowReference] = []
    /// Rows that have unsent work here already, or that this replica does not hold.
    package var left: [RowReference] = []
    /// Rows whose receipt came home.
    package var receipts: [RowReference] = []
    /// Lines that were torn or damaged.
    package var damagedLines = 0
  }

  let replica: Replica
  let clock: any RunClock

  /// Import into a replica, stamped by a clock.
  package init(replica: Replica, clock: any RunClock) {
    self.replica = replica
    self.clock = clock
  }

  /// Takes a file in; what came before is left alone.
  ///
  /// - Parameter replay: what the file says.
  /// - Returns: what came of it.
  /// - Throws: ``ReplicaError`` when the replica cannot be written; nothing is taken in then.
  package func perform(_ replay: OutboxReplay) throws -> Outcome {
    let now = clock.now()
    return try replica.write(by: .engine) { writer in
      var outcome = Outcome()
      (outcome.taken, outcome.left) = try writer.takeIn(replay, now: now)
      outcome.damagedLines = replay.damagedLines
      for case .receipt(let id, let key, let time, let values) in replay.parcels {
        guard let operation = try writer.reader.unknownOperation(id: id) else { continue }
        try confirm(operation, key: key, at: time, values: values, with: writer, now: now)
        outcome.receipts.append(RowReference(resource: operation.row.resource, key: key))
      }
      return outcome
    }
  }

  private func confirm(
    _ operation: StoredOperation,
    key: RowKey,
    at time: NaiveTime?,
    values: RowFields,
    with writer: ReplicaWriter,
    now: NaiveTime
  ) throws {
    guard let table = writer.layout.table(operation.row.resource) else { return }
    let typed = values.reduce(into: RowFields()) { fields, value in
      fields[value.key] = table.column(value.key)?.value(stored: value.value) ?? value.value
    }
    let held = operation.kind == .create ? nil : try writer.reader.baseRow(key, in: table)
    let keyed = [table.resource.key.name: key.value]
    let row = (held ?? [:]).merging(typed) { $1 }.merging(keyed) { $1 }
    let rebase = Rebase(writer: writer, now: now, clock: ServerClock())
    try Confirmation(writer: writer, rebase: rebase, now: now).confirm(
      operation,
      row: operation.kind == .delete ? nil : row,
      key: key,
      outcome: .confirmed,
      serverTime: time
    )
  }
}
