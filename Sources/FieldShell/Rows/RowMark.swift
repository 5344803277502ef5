import ReplicaStore

/// How a row stands towards the server, where it differs from it.
enum RowMark: String, Sendable {
  case waiting
  case held
  case unknown
  case refused
  case conflict

  /// The mark of a row with unsent changes; nothing for a row as the server has it.
  init?(_ pending: PendingRow?) {
    guard let pending else { return nil }
    self =
      if pending.conflict != nil {
        .conflict
      } else if pending.operation?.state == .unknown {
        .unknown
      } else if pending.operation?.state == .refused, pending.changes.isEmpty {
        .refused
      } else if pending.isHeld {
        .held
      } else {
        .waiting
      }
  }

  /// The colour that goes with the word.
  var ink: Ink {
    switch self {
    case .waiting, .held: .dim
    case .unknown: .warning
    case .refused, .conflict: .bad
    }
  }
}
