import CatalogModel
import ReplicaStore

/// What a verb of a technician's day shows: the answer of one other command, or a page of its own that
/// a command comes nearest to.
struct DayReading {
  let session: Session
  /// Whether only the command is said.
  let isExplanation: Bool

  /// What a command line asks for.
  init(_ invocation: Invocation, _ session: Session) {
    self.session = session
    isExplanation = invocation.has("explain")
  }

  /// The answer of the command that `words` gives.
  ///
  /// - Throws: ``ShellError`` for what does not fit.
  func answer(verb: String, _ words: (DayPlanner) throws -> [String]) async throws -> Answer {
    let command = try read(verb: verb, words)
    guard !isExplanation else { return DayExplanation.answer([command]) }
    return try await session.perform(session.read(command, line: ""))
  }

  /// A page of the verb's own.
  ///
  /// - Throws: ``ShellError`` for what does not fit.
  func page(
    verb: String,
    _ page: (DayPlanner) throws -> (command: [String], answer: Answer)
  ) throws -> Answer {
    let (command, answer) = try read(verb: verb, page)
    return isExplanation ? DayExplanation.answer([command]) : answer
  }

  /// What a person may choose from.
  ///
  /// - Throws: ``ShellError`` for what does not fit.
  func offered<T>(verb: String, _ body: (DayPlanner) throws -> T) throws -> T {
    try read(verb: verb, body)
  }

  private func read<T>(verb: String, _ body: (DayPlanner) throws -> T) throws -> T {
    try session.replica().read { reader in
      try body(
        DayPlanner(
          reader: reader,
          facts: FactReader(catalog: reader.layout.catalog, verb: verb),
          zone: session.context.zone,
          now: session.context.clock()
        )
      )
    }
  }
}
