import ReplicaStore

/// Keeps edits and actions about the same thing in the order in which they were made.
///
/// What was edited before an action goes before it, what was edited after it waits until it has gone. An
/// action that cannot go now holds nothing back, one that carries changes goes behind the last of them, and
/// what an action waits for never waits for an action.
struct CallOrder: Equatable {
  private var first: [RowReference: Int64] = [:]
  private var awaited: Set<RowReference> = []

  /// An order by the actions that can go now, oldest first.
  init(_ calls: [ReadyCall]) {
    for ready in calls where !ready.carriesChanges {
      awaited.formUnion(ready.awaited)
      guard let subject = ready.call.subject else { continue }
      first[subject] = first[subject] ?? ready.call.change
    }
  }

  /// Whether no action can go now, so that there is nothing to look for.
  var isEmpty: Bool { first.isEmpty }

  /// Whether the first change of a row comes after an action about one of these rows.
  func isBehind(_ row: PendingRow, about subjects: Set<RowReference>) -> Bool {
    guard let change = row.changes.first, !awaited.contains(row.row) else { return false }
    return subjects.contains { subject in first[subject].map { $0 < change } ?? false }
  }
}
