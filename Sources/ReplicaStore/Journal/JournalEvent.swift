/// What the journal tells about.
package enum JournalEvent: String, Sendable, CaseIterable {
  /// A receipt: the server has the operation.
  case delivered
  /// An operation without an answer was found on the server and taken for ours.
  case adopted
  /// The server refused an operation.
  case refused
  /// An operation was sent and no answer came.
  case unanswered
  /// A verified operation had no effect and is sent again.
  case sentAgain = "sent-again"
  /// A unit followed what was asked of it.
  case unitConfirmed = "unit-confirmed"
  /// Server and technician changed the same thing.
  case conflict
  /// A conflict went away because both sides agree by now.
  case dissolved
  /// A person decided a conflict.
  case resolved
  /// A policy decided between two values.
  case policy
  /// A person gave changes up.
  case dropped
  /// A person took a change back.
  case undone
  /// A person asked for a change to be taken back as soon as it is known what became of it.
  case undoWaiting = "undo-waiting"
  /// When its time came, a change could not be taken back any more.
  case undoFailed = "undo-failed"
  /// What was given up holds again: a dropped change, or a value that had lost.
  case restored
  /// The server's row that was taken for ours was left to whoever made it.
  case disowned
  /// A person took an undo back.
  case redone
  /// Unsent work came in from an outbox.
  case recovered
  /// A row was deleted on the server.
  case ghost
  /// A row that cannot be read was set aside.
  case setAside = "set-aside"
}
