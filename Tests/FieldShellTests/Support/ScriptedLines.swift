import FieldShell

/// Lines that a test types, and the prompts that a person would have seen.
final class ScriptedLines: LineSource {
  private var lines: [String]
  private var secrets: [String]
  private let meanwhile: (_ line: String?) -> Void
  private(set) var prompts: [String] = []

  /// Lines; `meanwhile` happens while each of them is typed.
  init(
    _ lines: [String],
    secrets: [String] = [],
    meanwhile: @escaping (_ line: String?) -> Void = { _ in }
  ) {
    self.meanwhile = meanwhile
    self.lines = lines.reversed()
    self.secrets = secrets.reversed()
  }

  func line(prompt: String, completer: (any Completing)?) -> String? {
    prompts.append(prompt)
    let line = lines.popLast()
    meanwhile(line)
    return line
  }

  func secret(prompt: String) -> String? {
    prompts.append(prompt)
    return secrets.popLast()
  }
}
