package import ReplicaStore

/// What taking one change back does to one row.
package struct UndoStep: Sendable, Equatable {
  /// How it is taken back.
  package enum Way: String, Sendable {
    /// It was not sent: everything is as if it had never been made.
    case takeBack = "taken-back"
    /// It was sent: a new change brings back what was there before.
    case counter = "countered"
    /// What was given up comes back as a new change.
    case restore = "restored"
    /// The server's row that was taken for ours is another's: ours is sent as a row of its own.
    case separate = "separated"
    /// It was sent and not answered: it is taken back as soon as its fate is known.
    case later = "waiting"
  }

  /// The change in question; nothing where values of the journal come back.
  package let change: Int64?
  /// How it is taken back.
  package let way: Way
  /// The row.
  package let row: RowReference
  /// What happens to the row: it comes back, changes, or goes.
  package let effect: ChangeKind
  /// The columns that change: what they hold now, and what they will hold.
  package let values: [RecordedValue]
  /// Columns of the change that hold something else by now and are left alone.
  package let kept: [String]
  /// New rows that refer to the row and go with it.
  package let beside: [RowReference]
  /// Other changes of the row that are taken back, or hold again, together with this one: later unsent
  /// ones, those that were sent with it, or those that were given up with it.
  package let also: [Int64]
  /// Other unsent changes of the row, which go on waiting.
  package let staying: [Int64]
  /// The entry of the journal that tells how the row of the server was taken for ours, where the row goes
  /// from the server although nobody saw it made.
  package let adoption: Int64?

  /// Every change that it takes back, or makes hold again.
  var changes: [Int64] { [change].compactMap(\.self) + also }

  init(
    change: Int64?,
    way: Way,
    row: RowReference,
    effect: ChangeKind,
    values: [RecordedValue] = [],
    kept: [String] = [],
    beside: [RowReference] = [],
    also: [Int64] = [],
    staying: [Int64] = [],
    adoption: Int64? = nil
  ) {
    self.change = change
    self.way = way
    self.row = row
    self.effect = effect
    self.values = values
    self.kept = kept
    self.beside = beside
    self.also = also
    self.staying = staying
    self.adoption = adoption
  }
}
