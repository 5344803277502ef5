package import CatalogModel

/// How the replica stands towards the server, in numbers, for the account that is logged in.
///
/// What another account left waits for that account, whatever became of it: it counts as waiting and is
/// named in ``ofOthers``, and no other number holds it.
package struct ReplicaStanding: Sendable, Equatable {
  /// Rows with changes that are ready, or wait for another row or for their account.
  package let waiting: Int
  /// Rows whose operation was sent and not answered.
  package let unknown: Int
  /// Rows whose operation another laptop is to send.
  package let travelling: Int
  /// Rows whose operation the server refused and that were not changed since.
  package let refused: Int
  /// Rows on hold.
  package let held: Int
  /// Conflicts that wait for a decision.
  package let conflicts: Int
  /// Rows with changes of other accounts than the one that is logged in, by account; ``waiting`` counts
  /// them as well.
  package let ofOthers: [String: Int]
  /// Resources that no run has fetched to their end yet, in the order of names.
  package let unfetched: [String]
  /// When the last run ended that reached the server, by the laptop's clock.
  package let lastSync: NaiveTime?
  /// When the oldest change was made that is not on the server, by the laptop's clock.
  package let oldestUnsent: NaiveTime?
  /// Rows held of each resource, in the order of names.
  package let rows: [(resource: String, rows: Int)]

  /// Whether both stand alike in every number.
  package static func == (left: ReplicaStanding, right: ReplicaStanding) -> Bool {
    left.waiting == right.waiting && left.unknown == right.unknown
      && left.travelling == right.travelling && left.refused == right.refused
      && left.held == right.held
      && left.conflicts == right.conflicts && left.lastSync == right.lastSync
      && left.ofOthers == right.ofOthers && left.unfetched == right.unfetched
      && left.oldestUnsent == right.oldestUnsent
      && left.rows.elementsEqual(right.rows) { $0 == $1 }
  }
}
