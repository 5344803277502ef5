/// What kind of value a column carries on the wire.
package enum ColumnType: String, Sendable, Codable, CaseIterable {
  case integer
  case real
  case boolean
  case text
  /// A day, `2018-11-03`.
  case date
  /// A naive UTC instant, `2015-07-02T11:50:23` with or without six digits of fraction.
  case datetime
  /// A length of time; servers answer a number or a text, both are kept as they come.
  case interval
  /// Any JSON value.
  case json
  /// A JSON array.
  case array
  /// Bytes in a text form that only the server knows.
  case binary
}
