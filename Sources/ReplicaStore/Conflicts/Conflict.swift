package import CatalogModel

/// The server and the technician changed the same thing; kept until a policy or a person decides.
package struct Conflict: Sendable, Equatable {
  /// The number people type.
  package let number: Int64
  /// The row in conflict.
  package let row: RowReference
  /// What was done to it on both sides.
  package let kind: ConflictKind
  /// When it was found, by the laptop's clock.
  package let openedAt: NaiveTime?
  /// Who made our last change.
  package let mineBy: String?
  /// When, by the laptop's clock.
  package let mineAt: NaiveTime?
  /// Who changed the row on the server last.
  package let theirsBy: String?
  /// When, by the server's clock.
  package let theirsAt: NaiveTime?
  /// What is undecided, in the resource's order of columns.
  package let columns: [ConflictColumn]

  /// A conflict with its parts.
  package init(
    number: Int64,
    row: RowReference,
    kind: ConflictKind,
    openedAt: NaiveTime?,
    mineBy: String?,
    mineAt: NaiveTime?,
    theirsBy: String?,
    theirsAt: NaiveTime?,
    columns: [ConflictColumn]
  ) {
    self.number = number
    self.row = row
    self.kind = kind
    self.openedAt = openedAt
    self.mineBy = mineBy
    self.mineAt = mineAt
    self.theirsBy = theirsBy
    self.theirsAt = theirsAt
    self.columns = columns
  }
}
