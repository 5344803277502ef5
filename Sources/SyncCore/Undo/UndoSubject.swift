/// What a person wants to take back.
package enum UndoSubject: Sendable, Equatable {
  /// The last edit.
  case last
  /// The change of that number.
  case change(Int64)
  /// All that the queue's entry of that number will send; the change of that number where it is none.
  case queued(Int64)
  /// What an entry of the journal says was given up.
  case entry(Int64)
}
