/// The loop that reads a line, does it, and shows what came of it.
struct Prompt {
  let session: Session
  private var lastCode = ExitCode.done

  init(session: Session) {
    self.session = session
  }

  /// Reads and does lines until the input ends or a person leaves.
  mutating func run() async throws -> Answer {
    let isInteractive = session.context.terminal().isInput
    let completer = isInteractive ? session.completer() : nil
    if isInteractive { session.errors.show([.sentence(.shellWelcome, .dim)]) }
    var glance = AgentGlance(session: session)
    while true {
      if isInteractive { session.errors.show(glance.news()) }
      guard let line = session.context.input.line(prompt: "fieldsync> ", completer: completer),
        await take(line)
      else { break }
    }
    var answer = Answer()
    answer.isSpoken = true
    if lastCode != .done, !isInteractive { answer.codes = [lastCode] }
    return answer
  }

  // False when a person leaves. An empty line does nothing, whatever came before it.
  private mutating func take(_ line: String) async -> Bool {
    let usedJSON = session.usesJSON
    defer { session.usesJSON = usedJSON }
    do {
      guard let invocation = try read(line) else { return true }
      guard !["shell", "run"].contains(invocation.verb.name) else {
        throw ShellError(.unknownVerb, .verbNotInFile(invocation.verb.name), exit: .usage)
      }
      if invocation.has("json") { session.usesJSON = true }
      let answer = try await session.perform(invocation)
      session.show(answer)
      lastCode = ExitCode.winner(of: answer.codes)
    } catch is Leaving {
      return false
    } catch {
      let failure = ShellError(any: error)
      session.show(failure)
      lastCode = failure.exit
    }
    return true
  }

  private struct Leaving: Error {}

  // A barcode scanner types a number and Enter: that shows the unit.
  private func read(_ line: String) throws -> Invocation? {
    let words = try WordReader.words(in: line)
    guard let first = words.first else { return nil }
    guard words.count == 1 else { return try session.read(words, line: line) }
    if ["exit", "quit"].contains(first) { throw Leaving() }
    let isCode = session.table[first] == nil && ScannedCode.isPlausible(first)
    return try session.read(isCode ? ["scan", first] : words, line: line)
  }
}
