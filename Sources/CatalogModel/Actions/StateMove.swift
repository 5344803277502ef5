/// A step along the table of states that an action takes its subject.
package struct StateMove: Sendable, Equatable {
  /// The payload's field with the number of the state to go to.
  package let field: String
  /// The column of the subject that leads to its latest state.
  package let link: String
  /// The column of that row with the state's number.
  package let column: String
}
