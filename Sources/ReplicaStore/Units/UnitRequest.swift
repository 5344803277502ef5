package import CatalogModel

/// Something that was asked of a unit: the server took it, and the unit confirms it later or never.
package struct UnitRequest: Sendable, Equatable {
  /// The number of the operation that carried it to the server.
  package let operation: Int64
  /// The unit.
  package let subject: RowReference
  /// The action's name.
  package let action: String
  /// When the server took it, by the clock of its `Date` header, in whole seconds or later.
  package let requestedAt: NaiveTime
  /// When the unit had followed, as the server stamped it; nothing before that shows.
  package let confirmedAt: NaiveTime?

  /// A request with its parts.
  package init(
    operation: Int64,
    subject: RowReference,
    action: String,
    requestedAt: NaiveTime,
    confirmedAt: NaiveTime? = nil
  ) {
    self.operation = operation
    self.subject = subject
    self.action = action
    self.requestedAt = requestedAt
    self.confirmedAt = confirmedAt
  }
}
