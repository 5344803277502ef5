package import ReplicaStore

/// What may be sent next beside what is under way, decided over a window of the queue.
///
/// Rows come in the order of their first changes. One that refers to a row which is in the window or
/// under way waits for it; one that refers to a row that comes later is passed over, and has its turn
/// when the queue is walked once more. So the window is all that is held, however long the queue is.
package struct LaneBoard: Sendable {
  /// Rows that go in one lane, one after the other.
  private let batch: Int
  private let capacity: Int
  private var rows: [(row: PendingRow, missing: Set<RowReference>)] = []
  private var present: Set<RowReference> = []
  /// Rows that were passed over because one that they refer to comes later or not at all.
  package private(set) var passedOver: [RowReference] = []
  /// How many rows the server has taken since the board was made.
  package private(set) var delivered = 0

  /// The most rows that are remembered as passed over: a few are enough to know that there are some.
  private static let remembered = 2_000

  /// A board whose window holds so many rows, with so many updates of one resource in a lane.
  package init(capacity: Int, batch: Int) {
    self.capacity = max(1, capacity)
    self.batch = max(1, batch)
  }

  /// Whether the window has room for more rows.
  package var hasRoom: Bool { rows.count < capacity }

  /// Takes a row of the queue into the window, or passes it over.
  package mutating func add(_ row: PendingRow) {
    let needs = Set(row.needs).subtracting([row.row])
    guard needs.isSubset(of: present) else { return passOver(row.row) }
    rows.append((row, needs))
    present.insert(row.row)
  }

  /// Takes the rows that go next in one lane: one create or deletion, or some updates of one resource.
  package mutating func next() -> [PendingRow] {
    guard let first = rows.firstIndex(where: { $0.missing.isEmpty }) else { return [] }
    var taken = [first]
    if case .update = rows[first].row.effect {
      let resource = rows[first].row.row.resource
      for index in rows.indices[(first + 1)...] where taken.count < batch {
        guard case .update = rows[index].row.effect, rows[index].missing.isEmpty,
          rows[index].row.row.resource == resource
        else { continue }
        taken.append(index)
      }
    }
    let parcel = taken.map { rows[$0].row }
    for index in taken.reversed() { rows.remove(at: index) }
    return parcel
  }

  /// Learns what became of a row that was taken: whether the server has it now.
  package mutating func ended(_ row: RowReference, isDelivered: Bool) {
    present.remove(row)
    if isDelivered {
      delivered += 1
      for index in rows.indices { rows[index].missing.remove(row) }
    } else {
      leave(dependentsOf: row)
    }
  }

  /// Passes over everything that is left in the window, which waits for each other.
  package mutating func passOverRest() {
    for (row, _) in rows {
      present.remove(row.row)
      passOver(row.row)
    }
    rows = []
  }

  private mutating func leave(dependentsOf row: RowReference) {
    var gone = [row]
    while let next = gone.popLast() {
      for (waiting, missing) in rows where missing.contains(next) {
        present.remove(waiting.row)
        gone.append(waiting.row)
      }
      rows.removeAll { $0.missing.contains(next) }
    }
  }

  private mutating func passOver(_ row: RowReference) {
    if passedOver.count < Self.remembered { passedOver.append(row) }
  }
}
