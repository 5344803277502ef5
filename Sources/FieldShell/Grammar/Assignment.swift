/// `COLUMN=VALUE` or `COLUMN:=VALUE`, as one word of a command.
struct Assignment: Sendable, Equatable {
  /// The column's name as typed.
  let column: String
  /// Whether `:=` was typed: a new value even where plain `=` takes a word such as `mine`.
  let isNewValue: Bool
  /// What stands after the sign.
  let value: String

  /// Reads a word; nothing where it has no `=` or nothing before it.
  init?(_ word: String) {
    guard let sign = word.firstIndex(of: "=") else { return nil }
    var column = word[..<sign]
    isNewValue = column.last == ":"
    if isNewValue { column.removeLast() }
    guard !column.isEmpty else { return nil }
    self.column = String(column)
    value = String(word[word.index(after: sign)...])
  }
}
