/// One undo as the replica remembers it.
package struct RecordedUndo: Sendable, Equatable {
  /// How far an undo has come.
  package enum State: String, Sendable, Codable {
    /// What it takes back was sent and not answered; it is carried out when that is known.
    case waiting
    /// It was carried out.
    case done
    /// It was taken back itself.
    case redone
    /// When its time came there was nothing left to take back.
    case void
  }

  /// Its number.
  package let number: Int64
  /// How far it has come.
  package let state: State
  /// Changes that it took back, oldest first.
  package let changes: [Int64]
  /// Changes that it made, oldest first.
  package let made: [Int64]
}
