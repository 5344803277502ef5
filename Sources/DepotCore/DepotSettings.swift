/// What differs between servers of this API, or is not known of the live one.
package struct DepotSettings: Sendable {
  /// Rows on a page when the request names no usable number.
  package var defaultPageSize = 10
  /// The most rows on a page; more asked for is silently cut.
  package var maximumPageSize = 100
  /// Seconds a token lives after its last successful use.
  package var tokenLifetime: Double = 3 * 60 * 60
  /// Whether a POST or PUT may carry rows of a relation.
  package var acceptsNestedRows = true
  /// Whether a text outside a column's documented options is refused.
  package var enforcesOptions = true
  /// Whether a PUT on a table changes every row that its search finds (`allow_patch_many` of the library).
  package var changesMany = false
  /// How many requests ``Depot/requestLog`` remembers; none at first.
  package var requestLogLimit = 0

  /// Seconds by which the `Date` header is ahead of the stamps on rows, as on a server whose database
  /// keeps another clock.
  package var dateError: Double = 0

  /// Seconds after which a unit with an open connection answers `sync` and `status_update`; nothing where
  /// units never do.
  package var unitAnswerDelay: Double? = 2
  /// Seconds after which a unit connects that was sent a wakeup; nothing where none arrives.
  package var wakeupDelay: Double? = 120
  /// Whether the event of a repair is sent to `…/send_event` instead of `…/send_events`: the documents
  /// name both.
  package var usesSingularEventPath = false

  /// The library's defaults.
  package init() {}
}
