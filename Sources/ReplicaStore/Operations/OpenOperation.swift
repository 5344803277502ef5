/// An operation that is neither confirmed nor given up, in brief.
package struct OpenOperation: Sendable, Equatable {
  /// The operation's number.
  package let number: Int64
  /// How far it has come.
  package let state: OperationState
  /// Whether another laptop is to send it.
  package let isTravelling: Bool
  /// The account that sent it; nobody where that is not known.
  package let user: String?

  /// An open operation in brief.
  package init(
    number: Int64,
    state: OperationState,
    isTravelling: Bool = false,
    user: String? = nil
  ) {
    self.number = number
    self.state = state
    self.isTravelling = isTravelling
    self.user = user
  }
}
