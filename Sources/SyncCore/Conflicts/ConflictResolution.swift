import CatalogModel
package import ReplicaStore

/// Carries out what a person decided about a conflict (design: rebase and conflicts).
///
/// The version that lost stays in the journal. What the person chose over the server's version is
/// recorded as a change of their own, so that it is sent like any edit; nothing is sent from here.
package struct ConflictResolution: Sendable {
  let replica: Replica
  let clock: any RunClock

  /// Resolution in a replica, stamped by a clock.
  package init(replica: Replica, clock: any RunClock) {
    self.replica = replica
    self.clock = clock
  }

  /// Settles the conflict of that number, or the named columns of it.
  ///
  /// - Returns: the columns that stay undecided.
  /// - Throws: ``ResolutionError`` where the decision does not fit the conflict, ``ReplicaError``
  ///   where the replica cannot be written; nothing has changed then.
  @discardableResult
  package func resolve(_ number: Int64, with decision: ConflictDecision) throws -> [String] {
    let now = clock.now()
    return try replica.write(by: .engine) { writer in
      guard let conflict = try writer.reader.conflict(number) else {
        throw ResolutionError(code: .noSuchConflict, subject: String(number))
      }
      if conflict.kind == .action {
        try CallDecision(writer: writer, conflict: conflict, now: now).settle(decision)
        return []
      }
      if conflict.kind == .workflow {
        try StepSettling(writer: writer, conflict: conflict, now: now).settle(decision)
        return []
      }
      guard let table = writer.layout.table(conflict.row.resource)
      else { throw ResolutionError(code: .noSuchConflict, subject: String(number)) }
      let step = ResolutionStep(writer: writer, conflict: conflict, table: table, now: now)
      switch conflict.kind {
      case .updateUpdate: return try step.settleColumns(step.sides(of: decision))
      case .updateDelete: try step.settleGone(keepsMine: try step.whole(decision))
      case .deleteUpdate: try step.settleDeletion(keepsMine: try step.whole(decision))
      case .duplicate: try step.settleDuplicate(decision)
      case .workflow, .action:
        throw ResolutionError(code: .wholeRowOnly, subject: String(number))
      }
      return []
    }
  }
}
