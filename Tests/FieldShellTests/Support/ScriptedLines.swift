import FieldShell

/// Lines that a test types, and the prompts that a person would have seen.
final class ScriptedLines: LineSource {
  private var lines: [String]
  private var secrets: [String]
  private(set) var prompts: [String] = []

  init(_ lines: [String], secrets: [String] = []) {
    self.lines = lines.reversed()
    self.secrets = secrets.reversed()
  }

  func line(prompt: String, completer: (any Completing)?) -> String? {
    prompts.append(prompt)
    return lines.popLast()
  }

  func secret(prompt: String) -> String? {
    prompts.append(prompt)
    return secrets.popLast()
  }
}
