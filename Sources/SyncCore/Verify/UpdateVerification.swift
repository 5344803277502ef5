package import CatalogModel
package import ReplicaStore

/// Decides about an update or deletion that was sent and not answered, from the row as it is now.
package struct UpdateVerification: Sendable {
  /// What became of the operation.
  package enum Verdict: Sendable, Equatable {
    /// The server shows its effect.
    case confirmed
    /// The server shows the row as it was before; it may still commit until this time.
    case settle(until: NaiveTime)
    /// The row is as it was before and the settle time is over: send it again.
    case sendAgain
    /// The row changed in another way: sending it again could bury a colleague's later edit.
    case changedMeanwhile
    /// The row is gone.
    case gone
  }

  /// The resource of the row.
  package let resource: Resource
  /// How long a request may still commit after its attempt, in seconds.
  package let settle: Double

  /// A verification with its settle time, in seconds.
  package init(resource: Resource, settle: Double) {
    self.resource = resource
    self.settle = settle
  }

  /// Decides from the server's row, or its absence.
  package func verdict(
    on operation: StoredOperation,
    row: RowFields?,
    now: NaiveTime
  ) -> Verdict {
    guard let row else { return operation.kind == .delete ? .confirmed : .gone }
    if operation.kind == .update, isApplied(operation, in: row) { return .confirmed }
    guard row.time(.modifiedAt, in: resource) == operation.baseModifiedAt else {
      return .changedMeanwhile
    }
    let end = (operation.endedAt ?? operation.sentAt).advanced(bySeconds: settle)
    return now < end ? .settle(until: end) : .sendAgain
  }

  private func isApplied(_ operation: StoredOperation, in row: RowFields) -> Bool {
    operation.values.allSatisfy { name, value in
      guard let column = resource.column(name), let theirs = row[name] else { return false }
      return column.equivalent(value, theirs)
    }
  }
}
