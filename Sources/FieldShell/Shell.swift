/// The program: words in, text and an exit code out.
package struct Shell {
  private let context: ShellContext
  private let table = VerbTable.all

  /// The program in some surroundings.
  package init(context: ShellContext) {
    self.context = context
  }

  /// Does one command line, the program's own name left out, and says how the process ends.
  package func run(_ arguments: [String]) async -> ExitCode {
    let usesJSON = arguments.prefix { $0 != "--" }.contains("--json")
    var session = Session(
      context: context,
      home: Home(option: nil, environment: context.environment),
      usesJSON: usesJSON,
      table: table
    )
    do {
      let invocation = try ArgumentReader.read(arguments, table: table, fallback: fallback)
      session = Session(
        context: context,
        home: Home(option: invocation.value("home"), environment: context.environment),
        usesJSON: usesJSON,
        table: table
      )
      let answer = try await invocation.verb.perform(invocation, session)
      session.show(answer)
      return ended(.winner(of: answer.codes))
    } catch {
      let failure = ShellError(any: error)
      session.show(failure)
      return ended(failure.exit)
    }
  }

  // A prompt where a person sits at a terminal; else an explanation, for nobody would answer.
  private var fallback: Verb {
    let terminal = context.terminal()
    return terminal.isInput && terminal.isOutput ? ShellVerb.verb : HelpVerb.verb
  }

  // Results that did not reach their reader are not done.
  private func ended(_ code: ExitCode) -> ExitCode {
    code == .done && context.output.hasFailed ? .failed : code
  }
}
