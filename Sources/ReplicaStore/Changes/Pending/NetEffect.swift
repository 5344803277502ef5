/// What all waiting changes of one row come to.
package enum NetEffect: Sendable, Equatable {
  /// The row is new: one POST with every value it has.
  case create
  /// The named columns differ from the base: one PUT with these.
  case update(columns: Set<String>)
  /// The row is gone here and not on the server: one DELETE.
  case delete
  /// It is no row but something to be done.
  case action
  /// The changes cancel out; there is nothing to send.
  case nothing
}
