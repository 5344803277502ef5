package import CatalogModel

/// A row with changes that the server has not confirmed, as the planner sees it.
package struct PendingRow: Sendable, Equatable {
  /// The row.
  package let row: RowReference
  /// Numbers of the open changes that are in no operation yet, oldest first.
  package let changes: [Int64]
  /// What these changes come to.
  package let effect: NetEffect
  /// Rows that the server does not have yet and that the values to be sent refer to.
  package let needs: [RowReference]
  /// Those of them to which every reference may be left empty at first.
  package let deferrable: Set<RowReference>
  /// Who made the waiting changes; changes made before the first log-in name nobody.
  package let users: Set<String>
  /// Whether a person put the row on hold.
  package let isHeld: Bool
  /// The row's open conflict.
  package let conflict: Int64?
  /// The row's open operation: sent and not answered, or refused.
  package let operation: OpenOperation?

  /// The time in which an action may be sent, by the laptop's clock; nothing where there is no such time.
  package let validity: ClosedRange<NaiveTime>?

  /// A pending row with its parts.
  package init(
    row: RowReference,
    changes: [Int64],
    effect: NetEffect,
    needs: [RowReference] = [],
    deferrable: Set<RowReference> = [],
    users: Set<String> = [],
    isHeld: Bool = false,
    conflict: Int64? = nil,
    operation: OpenOperation? = nil,
    validity: ClosedRange<NaiveTime>? = nil
  ) {
    self.row = row
    self.changes = changes
    self.effect = effect
    self.needs = needs
    self.deferrable = deferrable
    self.users = users
    self.isHeld = isHeld
    self.conflict = conflict
    self.operation = operation
    self.validity = validity
  }
}

extension PendingRow {
  /// Whether it is an action that has waited too long, or nobody can tell how long, by the laptop's clock.
  package func isExpired(at now: NaiveTime) -> Bool {
    validity.map { !$0.contains(now) } ?? false
  }
}

extension PendingRow {
  /// The row as it is where its references to some rows are left empty at first.
  package func leaving(_ empty: Set<RowReference>) -> PendingRow {
    PendingRow(
      row: row,
      changes: changes,
      effect: effect,
      needs: needs.filter { !empty.contains($0) },
      deferrable: deferrable.subtracting(empty),
      users: users,
      isHeld: isHeld,
      conflict: conflict,
      operation: operation,
      validity: validity
    )
  }
}
