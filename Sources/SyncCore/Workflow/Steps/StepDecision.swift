/// Decides whether a step still means what it meant when it was asked for.
enum StepDecision: Sendable, Equatable {
  /// The repair is as the step expects it.
  case send
  /// The repair moved on meanwhile, or went on and came back.
  case movedOn

  /// Decides by where the repair is.
  ///
  /// A step that hangs on a state that was seen allows for nothing since; one that hangs on what earlier
  /// steps are likely to lead to allows for these, which this account made.
  init(on step: WorkflowStep, _ standing: RepairStanding) {
    let isThere = standing.state.ident == step.state
    let isDisturbed = standing.newer?.contains { !(step.isRehearsed && $0.isOwn) } ?? false
    self = isThere && !isDisturbed ? .send : .movedOn
  }
}
