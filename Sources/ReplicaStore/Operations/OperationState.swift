/// How far an operation has come.
package enum OperationState: String, Sendable, Codable {
  /// Sent, or about to be, and not answered: verified before anything is sent again. An operation is
  /// in this state from before its first byte leaves, so a crash finds it here.
  case unknown
  /// The server said no; waits for a person.
  case refused
  /// Confirmed by a receipt.
  case done
  /// Taken back before it had an effect; its changes went into a later operation or were dropped.
  case abandoned
}
