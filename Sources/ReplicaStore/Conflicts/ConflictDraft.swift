package import CatalogModel

/// A conflict as a merge finds it.
package struct ConflictDraft: Sendable, Equatable {
  /// The row in conflict.
  package var row: RowReference
  /// What was done to it on both sides.
  package var kind: ConflictKind
  /// What is undecided.
  package var columns: [ConflictColumn]
  /// Who changed the row on the server, and when, by the server's own stamps.
  package var theirsBy: String?
  /// When the row was changed on the server, by the server's own stamp.
  package var theirsAt: NaiveTime?

  /// A conflict as it is found.
  package init(
    row: RowReference,
    kind: ConflictKind,
    columns: [ConflictColumn],
    theirsBy: String? = nil,
    theirsAt: NaiveTime? = nil
  ) {
    self.row = row
    self.kind = kind
    self.columns = columns
    self.theirsBy = theirsBy
    self.theirsAt = theirsAt
  }
}
