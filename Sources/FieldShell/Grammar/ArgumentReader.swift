/// Reads words as a command of the table of verbs.
struct ArgumentReader {
  private var words: ArraySlice<String>
  private var operands: [String] = []
  private var options: [String: [String]] = [:]
  private var verb: Verb?
  private let table: VerbTable

  private init(words: [String], table: VerbTable) {
    self.words = words[...]
    self.table = table
  }

  /// The command that the words mean.
  ///
  /// Without a verb it is `fallback`; with `--help` or `--version` the verb of that name.
  ///
  /// - Throws: ``ShellError`` naming the word that does not fit, with exit code usage.
  static func read(
    _ words: [String],
    table: VerbTable,
    fallback: Verb
  ) throws(ShellError) -> Invocation {
    var reader = ArgumentReader(words: words, table: table)
    try reader.readAll()
    return try reader.invocation(fallback: fallback)
  }

  private mutating func readAll() throws(ShellError) {
    var areOptionsOver = false
    while let word = words.popFirst() {
      if areOptionsOver || !word.hasPrefix("--") && word != "-h" {
        try takeOperand(word)
      } else if word == "--" {
        areOptionsOver = true
      } else {
        try takeOption(word == "-h" ? "--help" : word)
      }
    }
  }

  private mutating func takeOperand(_ word: String) throws(ShellError) {
    guard verb != nil else {
      guard let found = table[word] else { throw table.unknownVerb(word) }
      verb = found
      return
    }
    operands.append(word)
  }

  private mutating func takeOption(_ word: String) throws(ShellError) {
    let parts = word.dropFirst(2).split(
      separator: "=",
      maxSplits: 1,
      omittingEmptySubsequences: false
    )
    let name = String(parts.first ?? "")
    if name == "version", verb == nil {
      verb = table["version"]
      return
    }
    let known = Option.common + (verb?.options ?? [])
    guard let option = known.first(where: { $0.name == name }) else {
      let nearest = NearestWord.suggestion(for: name, among: known.map(\.name))
      throw ShellError(
        .unknownOption,
        .unknownOption(word, verb: verb?.name, nearest: nearest.map { "--\($0)" }),
        exit: .usage
      )
    }
    guard options[name] == nil else {
      throw ShellError(.optionTwice, .optionTwice("--\(name)"), exit: .usage)
    }
    options[name, default: []].append(try value(of: option, attached: parts.dropFirst().first))
  }

  private mutating func value(
    of option: Option,
    attached: Substring?
  ) throws(ShellError) -> String {
    guard option.placeholder != nil else {
      guard attached == nil else {
        throw ShellError(.optionValue, .optionTakesNoValue("--\(option.name)"), exit: .usage)
      }
      return ""
    }
    guard let value = attached.map(String.init) ?? words.popFirst(), !value.isEmpty else {
      throw ShellError(.optionValue, .optionNeedsValue(option.usage), exit: .usage)
    }
    return value
  }

  private func invocation(fallback: Verb) throws(ShellError) -> Invocation {
    if options["help"] != nil, let help = table["help"] {
      return Invocation(verb: help, operands: [verb?.name].compactMap(\.self), options: options)
    }
    let verb = verb ?? fallback
    try Self.check(operands, of: verb)
    return Invocation(verb: verb, operands: operands, options: options)
  }

  /// Makes sure that a verb has the words it cannot do without, and no more than it can use.
  ///
  /// - Throws: ``ShellError`` naming the word that is missing or too many, with exit code usage.
  static func check(_ operands: [String], of verb: Verb) throws(ShellError) {
    let needed = verb.operands.prefix(while: \.isNeeded)
    guard operands.count >= needed.count else {
      throw ShellError(
        .missingOperand,
        .missingOperand(needed[operands.count].placeholder, verb: verb.name, usage: verb.usage),
        exit: .usage
      )
    }
    let takesMany = verb.operands.contains { $0.arity == .many }
    guard takesMany || operands.count <= verb.operands.count else {
      throw ShellError(
        .extraOperand,
        .extraOperand(operands[verb.operands.count], verb: verb.name, usage: verb.usage),
        exit: .usage
      )
    }
  }
}
