package import CatalogModel
import ReplicaStore
import SyncCore

/// Something that a technician asked the server to do, or gave up, noted outside the replica for whoever
/// checks the laws.
package struct Deed: Sendable {
  /// What tells whether two technicians, or one twice, asked for the same.
  package struct Name: Sendable, Hashable, CustomStringConvertible {
    /// The action; `step` for any step of a workflow.
    package let action: String
    /// The key of what it is about, as the server knows it where it does.
    package let subject: String
    /// What it is to do beside that; the state and the event of a step.
    package let purpose: String

    package var description: String { "\(action) \(subject) \(purpose)" }
  }

  /// The action; ``step`` for any step of a workflow.
  package let action: String
  /// The key of what it is about at that time.
  package let subject: RowKey
  /// What it is to do beside that.
  package let purpose: String
  /// What was entered for a step.
  package let inputs: JSONNode?
  /// Whether it takes an earlier one back, or tells that nobody wants it any more.
  package let isGivenUp: Bool

  /// The one name of all steps of workflows.
  static let step = "step"

  /// What a call asks for, or what is given up with it.
  init(_ call: QueuedCall, isGivenUp: Bool = false) {
    self.init(call.action, call.values, isGivenUp: isGivenUp)
  }

  init(_ action: Action, _ values: RowFields, isGivenUp: Bool = false) {
    self.isGivenUp = isGivenUp
    let parameter = action.subject?.parameter ?? ""
    subject = values[parameter].flatMap(RowKey.init) ?? .text("")
    if let step = WorkflowStep(action, values) {
      self.action = Self.step
      purpose = Self.purpose(state: step.state, event: step.event)
      inputs = .object(step.inputs)
    } else {
      self.action = action.name
      let left = [parameter, action.opened?.member]
      purpose = Self.purpose(values.filter { !left.contains($0.key) })
      inputs = nil
    }
  }

  /// What a payload asks for.
  static func purpose(_ payload: RowFields) -> String {
    payload.filter { !$0.value.isNull }.sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  /// What a step asks for; one without an event is noted by the server as one of its inputs.
  static func purpose(state: String, event: String?) -> String { "\(state) \(event ?? "inputs")" }
}
