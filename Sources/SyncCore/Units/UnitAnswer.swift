package import CatalogModel

/// Decides whether a unit followed what was asked of it, from the row that the server shows.
///
/// What was asked before the unit spoke last is confirmed by what it said, and by nothing older. The
/// server tells when it took a request in whole seconds (RFC 9110, 5.6.7) and stamps rows by another
/// clock, so what lies too close together to tell counts as not confirmed.
package struct UnitAnswer: Sendable, Equatable {
  /// What shows it.
  package let confirmation: UnitConfirmation
  /// The clocks of the server, as far as they are known.
  package let clock: ServerClock

  /// How much later than its `Date` an answer may have been written, in seconds.
  private static let resolution: Double = 1

  /// A decision by what the catalog says and by the server's clocks.
  package init(_ confirmation: UnitConfirmation, clock: ServerClock) {
    self.confirmation = confirmation
    self.clock = clock
  }

  /// When the unit had followed.
  ///
  /// - Parameters:
  ///   - requestedAt: when the server took the request, by its `Date`.
  ///   - row: the row that the confirmation speaks of, as it was pulled.
  ///   - resource: the resource of that row.
  /// - Returns: the time as the server stamped it; nothing where it does not show.
  package func time(
    after requestedAt: NaiveTime,
    in row: RowFields,
    _ resource: Resource
  ) -> NaiveTime? {
    guard let column = resource.column(confirmation.column),
      let held = row[column.name], !held.isNull, let time = time(held, column, row, resource)
    else { return nil }
    let taken = requestedAt.advanced(bySeconds: Self.resolution)
    return clock.time(ofStamp: time).lowerBound >= taken ? time : nil
  }

  // A value tells no time, so the row's last change does: the flag of a unit that was so before says
  // nothing of the request.
  private func time(
    _ held: FieldValue,
    _ column: ResourceColumn,
    _ row: RowFields,
    _ resource: Resource
  ) -> NaiveTime? {
    if let needed = confirmation.value {
      guard column.equivalent(held, needed) else { return nil }
      return row.time(.modifiedAt, in: resource) ?? row.time(.createdAt, in: resource)
    }
    return if case .text(let text) = held { NaiveTime(text) } else { nil }
  }
}
