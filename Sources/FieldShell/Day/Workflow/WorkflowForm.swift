import CatalogModel
import ReplicaStore
import SyncCore

/// The form at the prompt: one question at a time, each answer checked as it is typed.
///
/// Each answer is kept at once, so that a form that is left, or a laptop that dies, loses nothing.
struct WorkflowForm {
  let session: Session
  /// The repair as it was typed.
  let typed: String

  typealias Planning = (ReplicaReader) throws -> WorkflowPlanner
  typealias Capturing = ((StepCapture) throws -> Answer) throws -> Answer

  /// Asks for what is missing, then for the event.
  ///
  /// - Throws: ``ShellError`` where nothing can be entered for the repair.
  func run(_ planning: Planning, capture: Capturing) throws -> Answer {
    let replica = try session.replica()
    let (place, tip, row) = try replica.read { reader in
      let planner = try planning(reader)
      let place = try planner.place(typed)
      return (place, try planner.tip(place), planner.name(place.repair))
    }
    session.output.show(heading(tip, row))
    var inputs: [String: JSONNode] = [:]
    if let draft = place.draft?.step, draft.state == tip.state.ident { inputs = draft.inputs }
    var last: Answer?
    for (number, input) in tip.state.inputs.enumerated() where inputs[input.ident] == nil {
      let place = (number: number + 1, of: tip.state.inputs.count)
      guard let word = ask(input, place, StepWords(tip.state)) else { return last ?? left }
      last = try capture { try $0.fill(typed, ["\(input.ident)=\(word)"]) }
    }
    guard !tip.state.events.isEmpty else { return last ?? left }
    guard let event = askEvent(tip.state) else { return last ?? left }
    return try capture { try $0.event(typed, event.ident, try failureWords(of: event)) }
  }

  private var left: Answer { Answer(["state": .text("left")], [.sentence(.formLeft)]) }

  private func heading(_ tip: WorkflowPlace.Tip, _ row: String) -> [Block] {
    var blocks: [Block] = [
      .sentence(.inState(row, tip.state.name, ident: tip.state.ident), .strong)
    ]
    if let likely = tip.likely { blocks.append(.sentence(.rehearsed(likely), .warning)) }
    if !tip.state.about.isEmpty { blocks.append(.line(tip.state.about, .plain)) }
    blocks.append(.sentence(.formHint, .dim))
    return blocks
  }

  // What was typed, once it fits, as `workflow fill` takes it; nothing where the form is left: an empty
  // line, because Enter commits nothing, or the end of the input.
  private func ask(
    _ input: WorkflowInput,
    _ place: (number: Int, of: Int),
    _ words: StepWords
  ) -> String? {
    session.output.show(
      [.gap, .sentence(.formQuestion(input, place.number, of: place.of), .strong)]
        + [.sentence(.rule(input.rule), .dim)] + choices(input.rule.options.map(\.label))
    )
    while true {
      guard let text = session.typed(.formPrompt(input.ident)), !text.isEmpty else { return nil }
      let word = input.rule.options.isEmpty ? text : chosen(text, input.rule)
      do throws(ShellError) {
        _ = try words.value(word, of: input.ident)
        return word
      } catch {
        session.output.show([.sentence(error.sentence, .bad)])
      }
    }
  }

  // Selections go by the number in the list; what is no such number is taken as it is.
  private func chosen(_ text: String, _ rule: WorkflowRule) -> String {
    let parts = rule.isMultiple ? text.split(separator: ",").map(String.init) : [text]
    return parts.map { part in
      let trimmed = part.filter { $0 != " " }
      guard let number = Int(trimmed), rule.options.indices.contains(number - 1) else {
        return part
      }
      return rule.options[number - 1].typed
    }.joined(separator: ",")
  }

  private func askEvent(_ state: WorkflowState) -> WorkflowEvent? {
    session.output.show(
      [.gap, .sentence(.eventsOffered, .strong)] + choices(state.events.map(\.label))
    )
    while true {
      guard let text = session.typed(.eventPrompt), !text.isEmpty else { return nil }
      if let number = Int(text), state.events.indices.contains(number - 1) {
        return state.events[number - 1]
      }
      if let event = state.events.first(where: { $0.ident == text }) { return event }
      session.output.show([.sentence(.eventNotOffered(text, in: state), .bad)])
    }
  }

  private func failureWords(of event: WorkflowEvent) throws -> [String] {
    guard event.ident == WorkflowEvent.toolFailure else { return [] }
    return ["ident", "message", "severity"].map { name in
      "\(name)=\(session.typed(.formPrompt(name)) ?? "")"
    }
  }

  private func choices(_ labels: [String]) -> [Block] {
    labels.enumerated().map { .line("  \($0 + 1)  \($1)", .plain) }
  }
}
