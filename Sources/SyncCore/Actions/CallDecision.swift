import CatalogModel
import ReplicaStore

/// Settles what a person knows of an action of which nothing on the server tells whether it happened.
struct CallDecision {
  let writer: ReplicaWriter
  let conflict: Conflict
  let now: NaiveTime

  /// Sends it again (`mine`), or counts it as done (`theirs`).
  ///
  /// - Throws: ``ResolutionError`` for a decision by column, ``ReplicaError`` when the database cannot be
  ///   written.
  func settle(_ decision: ConflictDecision) throws {
    let isSentAgain: Bool
    switch decision {
    case .mine: isSentAgain = true
    case .theirs: isSentAgain = false
    case .columns:
      throw ResolutionError(code: .wholeRowOnly, subject: String(conflict.number))
    }
    try writer.closeConflict(
      conflict.number,
      decision: isSentAgain ? "mine" : "theirs",
      now: now
    )
    try writer.note(
      .resolved,
      row: conflict.row,
      detail: [
        "conflict": .integer(conflict.number), "kept": .text(isSentAgain ? "mine" : "theirs"),
      ],
      now: now
    )
    guard let operation = try writer.reader.unknownOperation(of: conflict.row) else { return }
    if isSentAgain {
      let changes = try writer.reader.changes(ofOperation: operation.number)
      try writer.abandon(operation.number)
      try writer.renew(changes, now: now)
    } else {
      try writer.completeCall(
        operation,
        outcome: .adopted,
        answer: nil,
        serverTime: nil,
        now: now
      )
    }
  }
}
