package import CatalogModel

/// One row to create, update or delete on the server.
package struct RowWrite: Sendable, Equatable {
  /// What is done to the row.
  package enum Kind: Sendable, Equatable {
    /// A new row.
    case create
    /// New values for some columns of the row with that key.
    case update(RowKey)
    /// The row with that key goes.
    case delete(RowKey)
  }

  /// What is done.
  package let kind: Kind
  /// Whose row it is.
  package let resource: Resource
  /// The values to send; nothing else goes into the body.
  package let fields: RowFields
  /// Rows that are made together with a new row.
  package let attached: [AttachedRow]
  /// The only version of the row that is to be changed; nothing for whatever the row is by then.
  ///
  /// It takes a server that changes rows by a search; see ``RemoteServer/changesUnderCondition(_:)``.
  package let expected: RowVersion?
  /// Seconds the exchange may take; the settings' own where there is none.
  package let deadline: Double?

  /// A write with its parts.
  package init(
    kind: Kind,
    resource: Resource,
    fields: RowFields = [:],
    attached: [AttachedRow] = [],
    expected: RowVersion? = nil,
    deadline: Double? = nil
  ) {
    self.kind = kind
    self.resource = resource
    self.fields = fields
    self.attached = attached
    self.expected = expected
    self.deadline = deadline
  }
}
