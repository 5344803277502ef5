import CatalogModel
import ReplicaStore

/// What to do about rows that the server seems to have no more (design: census).
enum GhostStep: Sendable, Equatable {
  /// Ask for these; who is gone is shown no more, and who was hidden is forgotten.
  case confirm([RowKey])
  /// So many are gone at once that a person has to agree first; ask for these meanwhile.
  case wait(rows: Int, confirm: [RowKey])

  /// Decides about the ghosts of one resource.
  ///
  /// - Parameters:
  ///   - ghosts: all of them, hidden or not.
  ///   - rows: rows that the replica shows of the resource.
  ///   - isAgreed: whether a person said that they may go.
  ///   - rest: seconds after which a hidden ghost is asked for once more.
  ///   - now: the server's clock.
  /// - Returns: what to do.
  static func next(
    _ ghosts: [Ghost],
    of rows: Int,
    isAgreed: Bool,
    rest: Double,
    now: NaiveTime
  ) -> GhostStep {
    let shown = ghosts.filter { !$0.isHidden }
    let hidden = ghosts.filter(\.isHidden)
    let rested = hidden.filter { ghost in
      // A time in the future is of a clock that was set back.
      guard let seenAt = ghost.seenAt, seenAt <= now else { return true }
      return now.secondsSince1970 - seenAt.secondsSince1970 >= rest
    }
    let isTooMany = PurgeLimit.isExceeded(ghosts: ghosts.count, of: rows + hidden.count)
    guard !shown.isEmpty, isTooMany, !isAgreed else {
      return .confirm((shown + rested).map(\.row.key))
    }
    return .wait(rows: shown.count, confirm: rested.map(\.row.key))
  }
}
