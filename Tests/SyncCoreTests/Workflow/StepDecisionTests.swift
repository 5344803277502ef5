import CatalogModel
import RemoteAPI
import ReplicaStore
import Testing

@testable import SyncCore

struct StepDecisionTests {
  /// The state shown, the makers of newer entries (`me`, `other`), whether the step is rehearsed.
  @Test(arguments: [
    ("test", "", false, StepDecision.send), ("closing", "", false, .movedOn),
    ("test", "me", false, .movedOn), ("test", "other", false, .movedOn),
    ("test", "unreadable", false, .send), ("closing", "unreadable", false, .movedOn),
    ("test", "", true, .send), ("test", "me me", true, .send), ("test", "me other", true, .movedOn),
    ("closing", "me", true, .movedOn),
  ])
  func `a step is sent where the repair is as it expects`(
    state: String,
    makers: String,
    isRehearsed: Bool,
    expected: StepDecision
  ) {
    let entries = makers.split(separator: " ").enumerated().map { number, maker in
      RepairStanding.Entry(number: Int64(number), isOwn: maker == "me", by: nil, at: nil)
    }
    let standing = RepairStanding(
      state: WorkflowState(ident: state, name: state, inputs: [], events: []),
      newer: makers == "unreadable" ? nil : entries,
      newest: nil
    )
    let step = WorkflowStep(
      repair: .integer(1),
      state: "test",
      entry: 4,
      isRehearsed: isRehearsed,
      inputs: [:],
      event: "test.repeat"
    )
    #expect(StepDecision(on: step, standing) == expected)
  }

  @Test(arguments: ["test.repeat", nil])
  func `a step is its call's values and back`(event: String?) throws {
    let actions = try #require(WorkflowActions(try CatalogLoader.bundled()))
    let step = WorkflowStep(
      repair: .integer(7),
      state: "test",
      entry: event == nil ? nil : 12,
      isRehearsed: event == nil,
      inputs: ["a": .array([.integer(1)]), "b": .text("x"), "c": .real(1.5)],
      event: event
    )
    let action = step.action(actions)
    #expect(action.name == (event == nil ? "repair_send_inputs" : "repair_send_events"))
    let values = step.values(actions)
    #expect(Set(values.keys).isSubset(of: action.columns.map(\.name)))
    #expect(WorkflowStep(action, values) == step)
  }

  @Test
  func `inputs go before the event, and a failure of tools says what happened`() throws {
    let actions = try #require(WorkflowActions(try CatalogLoader.bundled()))
    let inputs: [String: JSONNode] = ["ident": .text("x"), "message": .text("broken")]
    let calls = { (event: String?, inputs: [String: JSONNode]) in
      WorkflowStep(
        repair: .integer(7),
        state: "test",
        entry: nil,
        isRehearsed: false,
        inputs: inputs,
        event: event
      ).calls(actions) { _ in false }
    }
    let names = { (event: String?, inputs: [String: JSONNode]) in
      calls(event, inputs).map(\.action.name)
    }
    #expect(names(nil, inputs) == ["repair_send_inputs"])
    #expect(names("done", inputs) == ["repair_send_inputs", "repair_send_events"])
    #expect(names("done", [:]) == ["repair_send_events"])
    let failure = calls("ERROR_EVENT", inputs)
    #expect(failure.map(\.action.name) == ["repair_send_events"])
    #expect(failure.first?.payload["payload"] == .object(inputs))
  }
}
