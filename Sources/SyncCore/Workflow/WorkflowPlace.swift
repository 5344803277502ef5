package import CatalogModel
package import ReplicaStore

/// Where a repair stands for the technician: the state that is known, the steps that wait, what was filled
/// in so far, and the state in which the next step would be taken.
package struct WorkflowPlace: Sendable, Equatable {
  /// A step in the queue.
  package struct Waiting: Sendable, Equatable {
    /// The call.
    package let call: QueuedCall
    /// What it says.
    package let step: WorkflowStep
  }

  /// The state in which the next step would be taken.
  package struct Tip: Sendable, Equatable {
    /// The state.
    package let state: WorkflowState
    /// The newest entry of the history that the next step hangs on.
    package let entry: Int64?
    /// How likely it is, by past steps; nothing where the server told it.
    package let likely: Rehearsal.Likely?
    /// Whether what it asks for was learned from other repairs.
    package let isRehearsed: Bool
  }

  /// The repair.
  package let repair: RowKey
  /// What the server told last.
  package let known: KnownState?
  /// The steps that wait, in the order in which they will be taken.
  package let steps: [Waiting]
  /// What was filled in for a state and not sent off.
  package let draft: Waiting?
  /// Where the next step would be taken; nothing where nothing tells.
  package let tip: Tip?

  /// Looks a repair up.
  ///
  /// - Parameters:
  ///   - repair: its key, also one that only this laptop gives.
  ///   - reader: where to look.
  ///   - actions: what the catalog has of the workflow.
  ///   - language: the language in which states are read.
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  package init(
    of repair: RowKey,
    _ reader: ReplicaReader,
    _ actions: WorkflowActions,
    language: String
  ) throws {
    self.repair = repair
    let states = KnownStates(reader, actions, language: language)
    let rehearsal = Rehearsal(reader, actions)
    known = try states.state(of: repair)
    var (steps, drafts) = ([Waiting](), [Waiting]())
    for call in try reader.calls() {
      guard let step = WorkflowStep(call.action, call.values), step.repair == repair else {
        continue
      }
      let isHeld = try reader.pendingRow(call.row)?.isHeld ?? false
      if isHeld, step.event == nil {
        drafts.append(Waiting(call: call, step: step))
      } else {
        steps.append(Waiting(call: call, step: step))
      }
    }
    self.steps = steps
    draft = drafts.last
    let entry = try known?.entry ?? states.newestEntry(of: repair)
    let likely: Rehearsal.Likely?
    if let last = steps.last?.step {
      likely = try rehearsal.next(after: last, in: states.anyState(last.state))
    } else if let known, !known.hasLeft, try Self.isPresent(known, repair, reader, actions) {
      tip = Tip(state: known.state, entry: entry, likely: nil, isRehearsed: false)
      return
    } else {
      likely = repair.isProvisional ? try rehearsal.first() : nil
    }
    guard let likely,
      let state = try states.anyState(likely.ident) ?? rehearsal.state(likely.ident)
    else {
      tip = nil
      return
    }
    tip = Tip(
      state: state,
      entry: steps.first?.step.entry ?? entry,
      likely: likely,
      isRehearsed: true
    )
  }

  // The repair's own row may tell of a step that was taken after the state was read.
  private static func isPresent(
    _ known: KnownState,
    _ repair: RowKey,
    _ reader: ReplicaReader,
    _ actions: WorkflowActions
  ) throws -> Bool {
    guard let table = reader.layout.table(actions.repairs.name),
      case .text(let ident)? = try reader.row(repair, in: table)?[actions.repairState.name]
    else { return true }
    return ident == known.state.ident
  }
}
