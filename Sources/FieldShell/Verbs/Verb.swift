/// One word of the command line: how it is typed, how it is explained, what it does.
struct Verb: Sendable {
  let name: String
  let operands: [Operand]
  let options: [Option]
  let help: HelpText
  /// Does it; throws ``ShellError``, or an error of a room below that ``ShellError`` can be made of.
  let perform: @Sendable (Invocation, Session) async throws -> Answer

  init(
    _ name: String,
    operands: [Operand] = [],
    options: [Option] = [],
    help: HelpText,
    perform: @escaping @Sendable (Invocation, Session) async throws -> Answer
  ) {
    self.name = name
    self.operands = operands
    self.options = options
    self.help = help
    self.perform = perform
  }

  /// How it is typed, after the program's name.
  var usage: String {
    ([name] + operands.map(\.usage) + options.map { "[\($0.usage)]" }).joined(separator: " ")
  }
}
