import CatalogModel
import ReplicaStore
import SyncCore

/// A step that was filled in or sent off, for people and for scripts.
enum StepPage {
  /// What became of it.
  static func answer(
    _ call: QueuedCall,
    _ step: WorkflowStep,
    _ tip: WorkflowPlace.Tip,
    isDraft: Bool,
    row: String,
    _ fate: EditFate
  ) -> Answer {
    let missing = tip.state.inputs.filter { step.inputs[$0.ident] == nil }.map(\.ident)
    var members = members(call, step)
    members["state"] = .text(isDraft ? "draft" : "queued")
    members["rehearsed"] = .boolean(tip.likely != nil)
    members["missing"] = .array(missing.map(JSONNode.text))
    members["blocked"] = isDraft ? .null : fate.json
    let said: Sentence =
      isDraft
      ? .stepDrafted(row, missing: missing, events: tip.state.events.map(\.ident))
      : fate.sentence(of: call.row).map { .callWaits("\(call.row)", $0) }
        ?? .stepQueued("\(call.row)", from: tip.state)
    let isBlocked = !isDraft && fate.obstacle != nil
    var answer = Answer(members, [.sentence(said, isBlocked ? .warning : .good)])
    if let likely = tip.likely { answer.blocks.append(.sentence(.rehearsed(likely), .dim)) }
    return answer
  }

  /// A step for scripts, wherever it is told.
  static func members(_ call: QueuedCall, _ step: WorkflowStep) -> [String: JSONNode] {
    [
      "change": .integer(call.change), "action": .text(call.action.name),
      "repair": step.repair.json, "in_state": .text(step.state),
      "inputs": .object(step.inputs), "event": step.event.map(JSONNode.text) ?? .null,
    ]
  }
}
