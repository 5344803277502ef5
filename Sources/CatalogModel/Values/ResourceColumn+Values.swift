extension ResourceColumn {
  /// A value as SQLite stores it, read as this column's type.
  ///
  /// 0 and 1 of a boolean column become flags, text of a JSON column becomes JSON. Whatever does
  /// not fit the type stays what it is.
  package func value(stored: FieldValue) -> FieldValue {
    switch (type, stored) {
    case (.boolean, .integer(0)): .boolean(false)
    case (.boolean, .integer(1)): .boolean(true)
    case (.json, .text(let text)), (.array, .text(let text)):
      (try? JSONNode(parsing: text))?.fieldValue ?? stored
    default: stored
    }
  }

  /// The value as SQLite stores it in this column; the inverse of ``value(stored:)``.
  package func stored(_ value: FieldValue) -> FieldValue {
    switch (type, value) {
    // As JSON, because 1 read back from a JSON column is a number.
    case (.json, .text), (.array, .text), (.json, .boolean), (.array, .boolean):
      .text(JSONNode(value).description)
    case (_, .boolean(let flag)): .integer(flag ? 1 : 0)
    case (_, .json(let text)): .text(text)
    default: value
    }
  }

  /// Whether two values mean the same in this column: times by the instant they name, numbers by
  /// their value, JSON by its content, everything else exactly.
  package func equivalent(_ left: FieldValue, _ right: FieldValue) -> Bool {
    normalized(left) == normalized(right)
  }

  /// One form for all values that mean the same in this column.
  package func normalized(_ value: FieldValue) -> FieldValue {
    switch (type, value) {
    case (.datetime, .text(let text)):
      NaiveTime(text).map { .integer($0.microseconds) } ?? value
    case (.date, .text(let text)):
      // The server keeps the day only, whatever time came with it.
      NaiveTime(text).map { .text(String($0.description.prefix(10))) } ?? value
    case (.real, .integer(let number)): .real(Double(number))
    case (.integer, .real(let number)): Int64(exactly: number).map(FieldValue.integer) ?? value
    case (.boolean, .integer(0)): .boolean(false)
    case (.boolean, .integer(1)): .boolean(true)
    case (.interval, .text(let text)): Double(text).map(FieldValue.real) ?? value
    case (.interval, .integer(let number)): .real(Double(number))
    case (.json, .text), (.array, .text): .json(JSONNode(value).description)
    case (.json, .json(let text)), (.array, .json(let text)):
      (try? JSONNode(parsing: text)).map { .json($0.description) } ?? value
    case (.json, .boolean), (.array, .boolean), (.boolean, .boolean): value
    // What a column of another type was sent by surprise reads back from the replica in this form.
    case (_, .json(let text)): .text(text)
    case (_, .boolean(let flag)): .integer(flag ? 1 : 0)
    default: value
    }
  }
}
