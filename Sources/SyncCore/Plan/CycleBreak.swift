package import ReplicaStore

/// Finds which references new rows leave empty at first, so that rows that wait for each other can go.
///
/// The reference follows as an update once the other row has its key. Only references that may be empty
/// are left out, and only where they close a circle: what merely waits for such a row goes after it.
package struct CycleBreak: Sendable {
  private let rows: [PendingRow]
  private let places: [RowReference: Int]

  /// A search among rows that wait for each other, in the order in which they are preferred.
  package init(_ rows: [PendingRow]) {
    self.rows = rows
    places = Dictionary(rows.enumerated().map { ($1.row, $0) }) { first, _ in first }
  }

  /// What came of it.
  package struct Outcome: Sendable, Equatable {
    /// The rows that each row does without at first; nothing for rows that keep all their references.
    package var withheld: [RowReference: Set<RowReference>] = [:]
    /// Rows that wait for each other, or for such rows, whatever is left empty.
    package var stuck: Set<RowReference> = []
  }

  /// Which references are left out, and who cannot go all the same.
  package var outcome: Outcome {
    var missing = rows.map { row in
      Set(row.needs.compactMap { $0 == row.row ? nil : places[$0] })
    }
    // A row that waits for something beside these rows would not go either way, nor what needs it.
    var isOut = rows.map { row in row.needs.contains { places[$0] == nil } }
    spread(&isOut, missing)
    var found = Outcome()
    while true {
      release(&missing, &isOut)
      guard let (index, needs) = firstBreak(missing, isOut) else {
        found.stuck = Set(rows.indices.filter { !isOut[$0] }.map { rows[$0].row })
        return found
      }
      missing[index].subtract(needs)
      found.withheld[rows[index].row, default: []].formUnion(needs.map { rows[$0].row })
    }
  }

  private func spread(_ isOut: inout [Bool], _ missing: [Set<Int>]) {
    var isChanged = true
    while isChanged {
      isChanged = false
      for index in rows.indices where !isOut[index] && missing[index].contains(where: { isOut[$0] })
      {
        isOut[index] = true
        isChanged = true
      }
    }
  }

  // Whoever needs nothing can go, and with it what waited for it alone.
  private func release(_ missing: inout [Set<Int>], _ isOut: inout [Bool]) {
    var queue = missing.indices.filter { missing[$0].isEmpty && !isOut[$0] }
    guard !queue.isEmpty else { return }
    var waiting: [Int: [Int]] = [:]
    for (index, needs) in missing.enumerated() {
      for need in needs { waiting[need, default: []].append(index) }
    }
    while let index = queue.popLast() {
      isOut[index] = true
      for other in waiting[index] ?? [] {
        missing[other].remove(index)
        if missing[other].isEmpty, !isOut[other] { queue.append(other) }
      }
    }
  }

  private func firstBreak(_ missing: [Set<Int>], _ isOut: [Bool]) -> (Int, Set<Int>)? {
    for (index, row) in rows.enumerated() where !isOut[index] && row.effect == .create {
      let needs = missing[index].filter { need in
        row.deferrable.contains(rows[need].row) && reaches(index, from: need, missing)
      }
      if !needs.isEmpty { return (index, needs) }
    }
    return nil
  }

  private func reaches(_ target: Int, from start: Int, _ missing: [Set<Int>]) -> Bool {
    var (stack, seen) = ([start], Set([start]))
    while let index = stack.popLast() {
      if index == target { return true }
      for next in missing[index] where seen.insert(next).inserted { stack.append(next) }
    }
    return false
  }
}
