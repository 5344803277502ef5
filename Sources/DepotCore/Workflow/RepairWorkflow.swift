/// A repair as a walk through states.
struct RepairWorkflow: Sendable {
  let name: String
  /// The state in which every repair begins.
  let start: String
  private let steps: [String: WorkflowStep]

  init(name: String, start: String, steps: [WorkflowStep]) {
    self.name = name
    self.start = start
    self.steps = Dictionary(steps.map { ($0.ident, $0) }) { first, _ in first }
  }

  subscript(ident: String) -> WorkflowStep? { steps[ident] }

  var idents: [String] { steps.keys.sorted() }
}
