/// `COLUMN OP VALUE`, typed as three words or as one.
struct Condition: Sendable, Equatable {
  /// How a column is compared with a value.
  enum Comparison: String, Sendable, CaseIterable {
    case equal = "="
    case notEqual = "!="
    case atMost = "<="
    case atLeast = ">="
    case less = "<"
    case greater = ">"
    /// Contains the text, whatever the case of its letters.
    case contains = "~"
    /// Matches a pattern in which `%` and `_` stand for any text and any character.
    case like
    /// Does not contain the text.
    case lacks = "!~"
    /// Is one of several values, separated by commas or as a JSON array.
    case isIn = "in"
    /// Is none of several values.
    case isNotIn = "not-in"

    /// Words for the same thing, for shells in which `<` and `>` mean something else.
    var words: [String] {
      switch self {
      case .equal: ["=", "==", "eq", "is"]
      case .notEqual: ["!=", "<>", "ne", "not"]
      case .atMost: ["<=", "le"]
      case .atLeast: [">=", "ge"]
      case .less: ["<", "lt"]
      case .greater: [">", "gt"]
      case .contains: ["~", "contains"]
      case .like: ["like"]
      case .lacks: ["!~", "lacks"]
      case .isIn: ["in"]
      case .isNotIn: ["not-in"]
      }
    }

    /// Reads an operator as a word of its own.
    init?(word: String) {
      let lower = word.lowercased()
      guard let comparison = Self.allCases.first(where: { $0.words.contains(lower) }) else {
        return nil
      }
      self = comparison
    }
  }

  /// The column's name as typed.
  let column: String
  let comparison: Comparison
  /// The value as typed.
  let value: String

  /// Reads all conditions of a command.
  ///
  /// - Throws: ``ShellError`` with code `bad-condition` naming the word at fault.
  static func conditions(_ words: [String]) throws(ShellError) -> [Condition] {
    var conditions: [Condition] = []
    var rest = words[...]
    while let first = rest.popFirst() {
      if let whole = Condition(oneWord: first) {
        conditions.append(whole)
        continue
      }
      guard let sign = rest.popFirst() else {
        throw ShellError(.badCondition, .conditionIncomplete(first), exit: .usage)
      }
      guard let comparison = Comparison(word: sign) else {
        throw ShellError(.badCondition, .unknownOperator(sign), exit: .usage)
      }
      let isDenied =
        sign.lowercased() == "is" && rest.first?.lowercased() == "not" && rest.count > 1
      if isDenied { rest.removeFirst() }
      guard let value = rest.popFirst() else {
        throw ShellError(.badCondition, .conditionIncomplete(first), exit: .usage)
      }
      conditions.append(
        Condition(column: first, comparison: isDenied ? .notEqual : comparison, value: value)
      )
    }
    return conditions
  }

  private init(column: String, comparison: Comparison, value: String) {
    self.column = column
    self.comparison = comparison
    self.value = value
  }

  private init?(oneWord word: String) {
    let isName = { (character: Character) in
      character.isLetter || character.isNumber || character == "_"
    }
    guard let start = word.firstIndex(where: { !isName($0) }), start != word.startIndex else {
      return nil
    }
    let tail = word[start...]
    // Longer signs first, so that `<=` is not read as `<`.
    let signs = ["==", "!=", "!~", "<>", "<=", ">=", "=", "<", ">", "~"]
    guard let sign = signs.first(where: { tail.hasPrefix($0) }),
      let comparison = Comparison(word: sign)
    else { return nil }
    self.init(
      column: String(word[..<start]),
      comparison: comparison,
      value: String(tail.dropFirst(sign.count))
    )
  }
}
