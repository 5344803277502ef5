/// A verb whose first word says which of several it is: `product note`, `product state`.
enum VerbFamily {
  /// The verb, made of the verbs of its words.
  ///
  /// Each of `words` is named by its word alone; errors and usages put the family's name in front.
  static func verb(_ name: String, words: [Verb], help: HelpText) -> Verb {
    let options = words.flatMap(\.options).reduce(into: [Option]()) { options, option in
      if !options.contains(option) { options.append(option) }
    }
    return Verb(
      name,
      operands: [
        Operand(
          kind: .choice(words.map(\.name)),
          arity: .one,
          placeholder: placeholder(words.map(\.name))
        ),
        Operand(kind: .word, arity: .many, placeholder: "WORD"),
      ],
      options: options,
      help: help
    ) { invocation, session in
      let member = try member(invocation, words)
      return try await member.verb.perform(member, session)
    }
  }

  /// The widest list of words that a narrow screen holds beside the margin, in columns.
  private static let widest = 36

  // A list of words cannot be broken; what does not fit is in the help below it.
  private static func placeholder(_ words: [String]) -> String {
    let all = words.joined(separator: "|")
    guard all.count > widest else { return all }
    var shown = words
    while shown.joined(separator: "|").count + 2 > widest { shown.removeLast() }
    return shown.joined(separator: "|") + "|…"
  }

  private static func member(
    _ invocation: Invocation,
    _ words: [Verb]
  ) throws(ShellError) -> Invocation {
    let typed = invocation.operand(0)
    guard let found = words.first(where: { $0.name == typed }) else {
      throw ShellError(
        .extraOperand,
        .unknownWord(typed, of: invocation.verb.name, among: words.map(\.name)),
        exit: .usage
      )
    }
    let verb = Verb(
      "\(invocation.verb.name) \(found.name)",
      operands: found.operands,
      options: found.options,
      help: found.help,
      perform: found.perform
    )
    let operands = Array(invocation.operands.dropFirst())
    try ArgumentReader.check(operands, of: verb)
    let known = Set((Option.common + verb.options).map(\.name))
    if let other = invocation.options.keys.sorted().first(where: { !known.contains($0) }) {
      throw ShellError(
        .unknownOption,
        .unknownOption("--\(other)", verb: verb.name, nearest: nil),
        exit: .usage
      )
    }
    return Invocation(verb: verb, operands: operands, options: invocation.options)
  }
}
