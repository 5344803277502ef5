import ReplicaStore

/// Looks for rows that wait for each other among those that a walk through the queue passed over.
struct WaitingCircles {
  let run: RunContext

  /// Finds what has to be left empty at first, so that they can go, and which rows cannot go at all.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  func search(among passedOver: [RowReference]) throws -> CycleBreak.Outcome {
    let planner = PushPlanner(catalog: run.layout.catalog, user: run.user, now: run.now)
    return try run.replica.read { reader in
      var rows: [PendingRow] = []
      var (next, seen) = (passedOver[...], Set<RowReference>())
      while let reference = next.popFirst() {
        guard seen.insert(reference).inserted,
          let row = try reader.pendingRow(reference), planner.obstacle(to: row) == nil
        else { continue }
        rows.append(row)
        next += row.needs
      }
      return CycleBreak(rows).outcome
    }
  }
}
