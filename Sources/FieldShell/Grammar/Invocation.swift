/// A command line read against the table of verbs.
struct Invocation: Sendable {
  let verb: Verb
  /// The words that are not options, in their order.
  let operands: [String]
  /// Values of each option given, in their order; a switch has an empty value.
  let options: [String: [String]]

  /// Whether a switch or option was given.
  func has(_ option: String) -> Bool { options[option] != nil }

  /// The value of an option, if it was given.
  func value(_ option: String) -> String? { options[option]?.last }

  /// The comma-separated names of an option, if it was given.
  func names(_ option: String) -> [String]? {
    value(option)?.split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
  }

  /// The positive whole number of an option, if it was given.
  ///
  /// - Throws: ``ShellError`` with code `bad-number` where the value is none.
  func number(_ option: String) throws(ShellError) -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), number > 0 else {
      throw ShellError(.badNumber, .notANumber(text, of: "--\(option)"), exit: .usage)
    }
    return number
  }

  /// The operand at a position; `ArgumentReader` has made sure of those a verb cannot do without.
  func operand(_ position: Int) -> String {
    operands.indices.contains(position) ? operands[position] : ""
  }

  /// The operands from a position on as one text, as a sentence typed without quotes.
  func text(from position: Int) -> String {
    operands.dropFirst(position).joined(separator: " ")
  }
}
