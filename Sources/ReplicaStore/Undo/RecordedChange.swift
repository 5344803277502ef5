package import CatalogModel

/// One change of the changelog with its values, however far it has come.
package struct RecordedChange: Sendable, Equatable {
  /// The number people type.
  package let number: Int64
  /// The row, by the key it has now.
  package let row: RowReference
  /// What was done to the row.
  package let kind: ChangeKind
  /// When, by the laptop's clock.
  package let time: NaiveTime?
  /// Who did it; nobody before the first log-in.
  package let user: String?
  /// The columns changed, in the order of their names.
  package let values: [RecordedValue]
  /// How it was closed; nothing while it waits.
  package let outcome: ChangeOutcome?
  /// Whether it is neither confirmed nor given up.
  package let isOpen: Bool
  /// The operation that carries it, or carried it last.
  package let operation: Int64?
  /// The undo that took it back, or waits to.
  package let undone: Int64?
  /// The undo that made it; nothing where a person did.
  package let madeBy: Int64?
  /// The entry of the journal by which it was given up, together with other changes.
  package let givenUp: Int64?

  /// A change with its parts.
  package init(
    number: Int64,
    row: RowReference,
    kind: ChangeKind,
    time: NaiveTime?,
    user: String?,
    values: [RecordedValue],
    outcome: ChangeOutcome?,
    isOpen: Bool,
    operation: Int64?,
    undone: Int64?,
    madeBy: Int64?,
    givenUp: Int64? = nil
  ) {
    self.number = number
    self.row = row
    self.kind = kind
    self.time = time
    self.user = user
    self.values = values
    self.outcome = outcome
    self.isOpen = isOpen
    self.operation = operation
    self.undone = undone
    self.madeBy = madeBy
    self.givenUp = givenUp
  }
}
