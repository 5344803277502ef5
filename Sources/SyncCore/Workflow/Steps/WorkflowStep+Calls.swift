import CatalogModel
import RemoteAPI

extension WorkflowStep {
  /// What is sent for it, one after the other: the inputs, then the event.
  ///
  /// A failure of the technician's tools says in its payload what happened, and is about no inputs.
  func calls(_ actions: WorkflowActions, usesOtherPath: (Action) -> Bool) -> [ActionCall] {
    let isFailure = event == WorkflowEvent.toolFailure
    var calls: [ActionCall] = []
    if event == nil || !(inputs.isEmpty || isFailure) {
      calls.append(call(actions.inputs, inputs, usesOtherPath))
    }
    if let event {
      var payload: [String: JSONNode] = ["event": .text(event)]
      if isFailure { payload["payload"] = .object(inputs) }
      calls.append(call(actions.events, payload, usesOtherPath))
    }
    return calls
  }

  private func call(
    _ action: Action,
    _ payload: [String: JSONNode],
    _ usesOtherPath: (Action) -> Bool
  ) -> ActionCall {
    ActionCall(
      action: action,
      parameters: action.subject.map { [$0.parameter: repair] } ?? [:],
      payload: payload,
      usesOtherPath: usesOtherPath(action)
    )
  }
}
