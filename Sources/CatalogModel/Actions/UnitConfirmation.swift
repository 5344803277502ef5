/// What shows that a unit followed what was asked of it.
package struct UnitConfirmation: Sendable, Equatable {
  /// The column of the subject that leads to the row which shows it; nothing where it is the subject's own.
  package let link: String?
  /// The column: a time, which has to be later than the server's answer, or one that has to hold a value.
  package let column: String
  /// The value that it has to hold; nothing where it is a time.
  package let value: FieldValue?
}
