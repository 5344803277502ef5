package import CatalogModel
package import ReplicaStore

/// Something in a run that a person should be told.
package enum SyncNote: Sendable, Equatable {
  /// A resource could not be pulled, by the error's stable code.
  case notPulled(resource: String, code: String)
  /// The server's rows of a resource came out of order; the rest of it waits.
  case outOfOrder(resource: String)
  /// A limit was reached before these resources were as new as the server's, most urgent first.
  case left(resources: [String])
  /// A row could not be read and was set aside.
  case setAside(resource: String, key: String, reason: String)
  /// The server refused a row's operation, with its words.
  case refused(row: RowReference, words: String)
  /// A row was not sent, because a value of it does not fit its column.
  case valueRefused(row: RowReference, ValueRefusal)
  /// A row is in conflict since this run.
  case newConflict(number: Int64, row: RowReference)
  /// A row that was sent without an answer was found on the server.
  case adopted(row: RowReference)
  /// The server took what is asked of a unit; the unit has yet to follow.
  case requested(row: RowReference)
  /// A unit followed what was asked of it, at that time by the server's stamps.
  case unitConfirmed(row: RowReference, at: NaiveTime)
  /// A unit that somebody works on was not asked to report: the server refused, with its words.
  case notAsked(unit: RowReference, words: String)
  /// A row was sent and what became of it is not known yet.
  case unanswered(row: RowReference)
  /// A row could not be read again before its change was sent, by the error's stable code, so the
  /// change waits.
  case notReread(row: RowReference, code: String)
  /// A row waits, and why.
  case blocked(row: RowReference, obstacle: PushPlan.Obstacle)
  /// The server kept other values than were sent.
  case alteredByServer(row: RowReference, columns: [String])
  /// So many rows of a resource seem to be gone that a person should look before they go here.
  case tooManyGhosts(resource: String, rows: Int)
  /// Rows of a resource are not what they were by the server's own account: it has other rows under
  /// their keys, or lost several that it had confirmed.
  case serverRestored(resource: String, rows: Int)
  /// The server turned out to differ from the catalog.
  case drifted(resource: String, DriftPoint)
  /// In this point the server is as the catalog says again.
  case driftOver(resource: String, DriftPoint)
  /// The account may not read a resource any more; its rows stay as they were last seen.
  case accessLost(resource: String)
  /// Rows of a resource were missing here or differed, and are right now.
  case differed(resource: String, rows: Int)
  /// Rows of a resource are no longer among those that the replica holds, and left it.
  case leftScope(resource: String, rows: Int)
  /// A resource could not be compared with the server.
  case notVerified(resource: String)
  /// The exchange ended early, by the error's stable code, with the seconds that the server asked to
  /// be left alone for.
  case stopped(code: String, retryAfter: Double? = nil)

  /// Whether a resource was not read to its end.
  var isGap: Bool {
    switch self {
    case .notPulled, .outOfOrder: true
    default: false
    }
  }
}
