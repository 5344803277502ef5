import CatalogModel
import SyncCore

/// Reads `IDENT=VALUE` as what a state of a repair asks for.
struct StepWords {
  let state: WorkflowState

  init(_ state: WorkflowState) { self.state = state }

  /// The inputs that words give, over those that were given before.
  ///
  /// - Throws: ``ShellError`` naming the first word that does not fit: `unknown-field` for an input that
  ///   the state does not ask for, `bad-value` with the rule that a value breaks.
  func inputs(
    _ words: [String],
    after before: [String: JSONNode]
  ) throws(ShellError) -> [String: JSONNode] {
    var inputs = before
    var seen: Set<String> = []
    for word in words {
      let (name, text) = try Self.assignment(word)
      guard seen.insert(name).inserted else {
        throw ShellError(.badValue, .columnTwice(name), exit: .usage)
      }
      inputs[name] = try value(text, of: name)
    }
    return inputs
  }

  /// What a person typed for an input.
  ///
  /// - Throws: as ``inputs(_:after:)`` does.
  func value(_ text: String, of name: String) throws(ShellError) -> JSONNode {
    guard let input = state[input: name] else {
      throw ShellError(.unknownField, .inputNotAsked(name, in: state), exit: .usage)
    }
    do throws(WorkflowFault) {
      return try input.rule.parsed(text)
    } catch {
      throw ShellError(.badValue, .inputFault(text, of: input, error), exit: .usage)
    }
  }

  /// What happened to the technician's tools.
  ///
  /// - Throws: ``ShellError`` naming what is missing or not known.
  static func failure(_ words: [String]) throws(ShellError) -> [String: JSONNode] {
    let names = ["ident", "message", "severity"]
    var payload: [String: JSONNode] = [:]
    for word in words {
      let (name, text) = try assignment(word)
      guard names.contains(name), name != "severity" || ["temporary", "permanent"].contains(text)
      else { throw ShellError(.badValue, .failureNeeds, exit: .usage) }
      payload[name] = .text(text)
    }
    guard payload.count == names.count else {
      throw ShellError(.missingField, .failureNeeds, exit: .usage)
    }
    return payload
  }

  private static func assignment(
    _ word: String
  ) throws(ShellError) -> (name: String, text: String) {
    guard let assignment = Assignment(word) else {
      throw ShellError(.badValue, .notAnAssignment(word), exit: .usage)
    }
    return (assignment.column, assignment.value)
  }
}
