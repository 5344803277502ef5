package import CatalogModel

/// An operation about to be frozen.
package struct OperationDraft: Sendable, Equatable {
  /// The row it is about.
  package var row: RowReference
  /// What it does to the row.
  package var kind: ChangeKind
  /// What will be sent; empty for a deletion.
  package var values: RowFields
  /// What the base holds in the same columns.
  package var base: RowFields
  /// The changes that go into it.
  package var changes: [Int64]
  /// The base's own modification stamp.
  package var baseModifiedAt: NaiveTime?

  /// The creation that it goes in; nothing for what goes by itself.
  package var attachedTo: Int64?
  /// The name of the relation that it goes in.
  package var relation: String?

  /// A draft with its parts.
  package init(
    row: RowReference,
    kind: ChangeKind,
    values: RowFields,
    base: RowFields,
    changes: [Int64],
    baseModifiedAt: NaiveTime?
  ) {
    self.row = row
    self.kind = kind
    self.values = values
    self.base = base
    self.changes = changes
    self.baseModifiedAt = baseModifiedAt
  }
}
