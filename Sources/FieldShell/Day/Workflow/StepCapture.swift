import CatalogModel
import ReplicaStore
import SyncCore

/// Puts what was filled in, and the event that follows, into the queue.
///
/// What is filled in waits as a step that is held until an event sends it off; in a state without events
/// it goes as soon as nothing is missing.
struct StepCapture {
  let planner: WorkflowPlanner
  let writer: ReplicaWriter
  let now: NaiveTime

  /// Fills inputs in.
  ///
  /// - Throws: ``ShellError`` naming the first word that does not fit, with the rule that it breaks.
  func fill(_ typed: String, _ words: [String]) throws -> Answer {
    let place = try planner.place(typed)
    let tip = try planner.tip(place)
    let inputs = try StepWords(tip.state).inputs(words, after: held(place, tip))
    let isWhole = tip.state.fault(in: inputs) == nil && tip.state.events.isEmpty
    return try queue(inputs, event: nil, isHeld: !isWhole, place, tip)
  }

  /// Lets an event follow what was filled in.
  ///
  /// - Throws: ``ShellError`` with code `not-offered` where the state does not offer it, with
  ///   `missing-field` where something has to be entered first.
  func event(_ typed: String, _ event: String, _ words: [String]) throws -> Answer {
    let place = try planner.place(typed)
    let tip = try planner.tip(place)
    guard tip.state.offers(event) else {
      throw ShellError(.notOffered, .eventNotOffered(event, in: tip.state))
    }
    if event == WorkflowEvent.toolFailure {
      return try queue(StepWords.failure(words), event: event, isHeld: false, place, tip)
    }
    let inputs = try StepWords(tip.state).inputs(words, after: held(place, tip))
    let missing = tip.state.inputs.filter { inputs[$0.ident] == nil }.map(\.ident)
    guard missing.isEmpty else {
      throw ShellError(.missingField, .inputsMissing(missing, before: event, in: tip.state))
    }
    return try queue(inputs, event: event, isHeld: false, place, tip)
  }

  // What was filled in for another state is not of this one.
  private func held(_ place: WorkflowPlace, _ tip: WorkflowPlace.Tip) -> [String: JSONNode] {
    guard let draft = place.draft?.step, draft.state == tip.state.ident else { return [:] }
    return draft.inputs
  }

  private func queue(
    _ inputs: [String: JSONNode],
    event: String?,
    isHeld: Bool,
    _ place: WorkflowPlace,
    _ tip: WorkflowPlace.Tip
  ) throws -> Answer {
    let actions = planner.facts.actions
    let step = WorkflowStep(
      repair: place.repair,
      state: tip.state.ident,
      entry: tip.entry,
      isRehearsed: tip.likely != nil,
      inputs: inputs,
      event: event
    )
    let call = try writer.queue(
      step.action(actions),
      step.values(actions),
      now: now,
      isHeld: isHeld
    ).call
    if let draft = place.draft, draft.step.state == step.state, event != WorkflowEvent.toolFailure {
      try writer.close([draft.call.change], outcome: .superseded)
    }
    let fate = try EditFate(of: call.row, writer.reader)
    let row = planner.name(place.repair)
    return StepPage.answer(call, step, tip, isDraft: isHeld, row: row, fate)
  }
}
