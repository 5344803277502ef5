/// An operation that is neither confirmed nor given up, in brief.
package struct OpenOperation: Sendable, Equatable {
  /// The operation's number.
  package let number: Int64
  /// How far it has come.
  package let state: OperationState
  /// Whether another laptop is to send it.
  package let isTravelling: Bool

  /// An open operation in brief.
  package init(number: Int64, state: OperationState, isTravelling: Bool = false) {
    self.number = number
    self.state = state
    self.isTravelling = isTravelling
  }
}
