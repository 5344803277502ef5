package import CatalogModel

/// One line of what happened: a receipt, a decision, a value that lost.
package struct JournalEntry: Sendable, Equatable {
  /// Grows from entry to entry.
  package let number: Int64
  /// By the laptop's clock.
  package let time: NaiveTime?
  /// The account that was logged in.
  package let user: String?
  /// A stable word; ``JournalEvent`` has those that this program writes.
  package let event: String
  /// The row it is about, if it is about one.
  package let row: RowReference?
  /// The change it is about, if it is about one.
  package let change: Int64?
  /// The operation it is about, if it is about one.
  package let operation: Int64?
  /// Values, by name.
  package let detail: JSONNode?
}
