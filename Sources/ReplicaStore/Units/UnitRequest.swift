package import CatalogModel

/// Something that was asked of a unit: the server took it, and the unit confirms it later or never.
package struct UnitRequest: Sendable, Equatable {
  /// Grows from request to request.
  package let number: Int64
  /// The number of the operation that carried it to the server; nothing where a run asked by itself.
  package let operation: Int64?
  /// The unit.
  package let subject: RowReference
  /// The action's name.
  package let action: String
  /// When the server took it, by the clock of its `Date` header, in whole seconds or later.
  package let requestedAt: NaiveTime
  /// When the unit had followed, as the server stamped it; nothing before that shows.
  package let confirmedAt: NaiveTime?
}
