/// An operation that is neither confirmed nor given up, in brief.
package struct OpenOperation: Sendable, Equatable {
  /// The operation's number.
  package let number: Int64
  /// How far it has come.
  package let state: OperationState

  /// An open operation in brief.
  package init(number: Int64, state: OperationState) {
    self.number = number
    self.state = state
  }
}
