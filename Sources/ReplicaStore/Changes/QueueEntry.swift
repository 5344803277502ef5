package import CatalogModel

/// A row that waits in the queue, as people see it.
package struct QueueEntry: Sendable, Equatable {
  /// How far its changes have come.
  package enum State: Sendable, Equatable {
    case waiting
    case held
    case unknown
    /// Another laptop is to send it.
    case travelling
    case refused(status: Int?, words: String)
    case conflict(Int64)
    /// An action that waited longer than it may: it is asked for again, or given up.
    case expired
  }

  /// One column of what is to be sent.
  package struct Value: Sendable, Equatable {
    /// The column.
    package let column: String
    /// What the server last had.
    package let old: FieldValue
    /// What will be sent.
    package let new: FieldValue
  }

  /// The number of the row's first open change, by which people name the entry.
  package let number: Int64
  /// All its open changes.
  package let changes: [Int64]
  /// The row that waits.
  package let row: RowReference
  /// What will be done to it on the server.
  package let kind: ChangeKind
  /// The columns to be sent, in the order of their names.
  package let values: [Value]
  /// Who made the last change.
  package let user: String?
  /// Everyone who made one of the changes; changes made before the first log-in name nobody.
  package let users: Set<String>
  /// When the first change was made, by the laptop's clock.
  package let since: NaiveTime?
  /// How far the changes have come.
  package let state: State
  /// Rows that have to be created first.
  package let needs: [RowReference]
  /// What an action is about; nothing for a row, and for an action about none.
  package let subject: RowReference?
  /// Until when an action may be sent, by the laptop's clock.
  package let expiresAt: NaiveTime?
}
