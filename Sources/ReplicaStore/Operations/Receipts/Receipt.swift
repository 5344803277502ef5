package import CatalogModel

/// The server's confirmation of an operation, as the replica keeps it.
package struct Receipt: Sendable, Equatable {
  /// One column of what was confirmed.
  package struct Value: Sendable, Equatable {
    /// The column's name.
    package let column: String
    /// What was sent.
    package let sent: FieldValue
    /// What the server's row showed afterwards.
    package let confirmed: FieldValue
  }

  /// The operation's number.
  package let operation: Int64
  /// The name under which the operation travels.
  package let id: String
  /// The row, by the key that the server knows.
  package let row: RowReference
  /// The key that the row had here before.
  package let provisional: RowKey?
  /// What was done to the row.
  package let kind: ChangeKind
  /// The account that sent it.
  package let user: String?
  /// How the confirmation was had.
  package let outcome: ReceiptOutcome
  /// How often it was sent.
  package let attempts: Int
  /// When, by the server's clock.
  package let serverTime: NaiveTime?
  /// When, by the laptop's clock.
  package let receivedAt: NaiveTime?
  /// What was sent and what the server made of it, in the order of names.
  package let values: [Value]
  /// What the server said to an action; nothing for a row.
  package let answer: JSONNode?
  /// What it asked of a unit, and whether the unit followed; nothing where it asked nothing of one.
  package let request: UnitRequest?
}
