/// `shell`: the prompt.
enum ShellVerb {
  static let verb = Verb("shell", help: .shell) { _, session in
    var prompt = Prompt(session: session)
    return try await prompt.run()
  }
}
