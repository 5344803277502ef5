package import CatalogModel

/// One row as the server has it.
package struct RemoteRow: TimedAnswer, Sendable, Equatable {
  /// The row's values by column; scalars under names the catalog does not know are kept.
  package let fields: RowFields
  /// The server's clock when it answered, from the `Date` header.
  package let serverTime: NaiveTime?

  /// A row with the time of its answer.
  package init(fields: RowFields, serverTime: NaiveTime?) {
    self.fields = fields
    self.serverTime = serverTime
  }
}
