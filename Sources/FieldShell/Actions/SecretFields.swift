import CatalogModel
import ReplicaStore

/// Values that are never stored, logged or typed on a command line: a person types them unseen, a script
/// gives them on standard input, one a line.
struct SecretFields {
  /// The values by their fields.
  let values: RowFields

  /// Refuses secrets that were typed among other words, before anything is asked.
  ///
  /// - Throws: ``ShellError`` with code `not-writable`.
  static func check(_ words: [String], for action: Action) throws(ShellError) {
    for word in words {
      guard let name = Assignment(word)?.column,
        action.payload.contains(where: { $0.name == name && $0.isSecret })
      else { continue }
      throw ShellError(.notWritable, .secretTyped(name), exit: .usage)
    }
  }

  /// Asks for the secret fields of an action, in the catalog's order; one that may be left out is left
  /// out by an empty line.
  ///
  /// - Throws: ``ShellError`` with code `missing-field`.
  init(of action: Action, _ invocation: Invocation, _ session: Session) throws(ShellError) {
    var values: RowFields = [:]
    for field in action.payload where field.isSecret {
      let input = session.context.input
      let typed: String? =
        if invocation.has("secrets-stdin") {
          input.line(prompt: "", completer: nil)
        } else if session.context.terminal().isInput {
          input.secret(prompt: session.errors.style.shown(.secretPrompt(field.name)))
        } else {
          nil
        }
      if let typed, !typed.isEmpty {
        values[field.name] = .text(typed)
      } else if field.isRequired {
        throw ShellError(.missingField, .secretMissing(field.name), exit: .usage)
      }
    }
    self.values = values
  }

  /// What stands for them where nothing is asked.
  static func placeholders(of action: Action) -> RowFields {
    action.payload.filter(\.isSecret).reduce(into: [:]) { $0[$1.name] = .text("…") }
  }
}
