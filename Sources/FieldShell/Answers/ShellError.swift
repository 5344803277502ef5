import CatalogModel

/// A command that could not be done: a stable code, a sentence for people, an exit code.
struct ShellError: Error, Sendable, Equatable {
  /// What went wrong, for scripts; never translated, never changed.
  enum Code: String, Sendable, CaseIterable {
    case alreadyDone = "already-done"
    case agentPaused = "agent-paused"
    case agentRunning = "agent-running"
    case alreadySetUp = "already-set-up"
    case ambiguousName = "ambiguous-name"
    case badCondition = "bad-condition"
    case badConfiguration = "bad-configuration"
    case badDecision = "bad-decision"
    case badNumber = "bad-number"
    case badURL = "bad-url"
    case badValue = "bad-value"
    case extraOperand = "extra-operand"
    case forbiddenTransition = "forbidden-transition"
    case fileUnreadable = "file-unreadable"
    case fileUnwritable = "file-unwritable"
    case homeGone = "home-gone"
    case insecureServer = "insecure-server"
    case interrupted = "interrupted"
    case loginNeeded = "login-needed"
    case consentNeeded = "consent-needed"
    case launchFailed = "launch-failed"
    case missingColumn = "missing-column"
    case missingField = "missing-field"
    case missingOperand = "missing-operand"
    case missingPassword = "missing-password"
    case noAgent = "no-agent"
    case notAllowed = "not-allowed"
    case notFound = "not-found"
    case notHeld = "not-held"
    case notInCatalog = "not-in-catalog"
    case notOffered = "not-offered"
    case notReplicated = "not-replicated"
    case notSetUp = "not-set-up"
    case notWritable = "not-writable"
    case openQuote = "open-quote"
    case othersWork = "others-work"
    case optionClash = "option-clash"
    case optionTwice = "option-twice"
    case optionValue = "option-value"
    case refusedAction = "refused-action"
    case unanswered
    case unexpected = "unexpected"
    case unknownAction = "unknown-action"
    case unknownColumn = "unknown-column"
    case unknownField = "unknown-field"
    case unknownKey = "unknown-key"
    case unknownNumber = "unknown-number"
    case unknownOption = "unknown-option"
    case unknownResource = "unknown-resource"
    case unknownVerb = "unknown-verb"
    case unsentWork = "unsent-work"
  }

  /// The stable word, of this room or of the one below that it came from.
  let code: String
  let sentence: Sentence
  let exit: ExitCode
  /// Members of the JSON object beside the error.
  var members: [String: JSONNode] = [:]

  /// An error of the shell's own.
  init(_ code: Code, _ sentence: Sentence, exit: ExitCode = .failed) {
    self.init(foreign: code.rawValue, sentence, exit: exit)
  }

  /// An error of a room below, under that room's own code.
  init(foreign code: String, _ sentence: Sentence, exit: ExitCode) {
    self.code = code
    self.sentence = sentence
    self.exit = exit
  }

  /// The object that `--json` prints.
  func json(_ language: Language) -> JSONNode {
    var members = members
    members["schema"] = .integer(1)
    members["error"] = .object([
      "code": .text(code), "message": .text(sentence[language]),
    ])
    members["exit_codes"] = .array([.integer(Int64(exit.rawValue))])
    return .object(members)
  }
}
