package import CatalogModel
import ReplicaStore

/// Where a repair was when the server was last asked, kept as the answer to that question.
package struct KnownState: Sendable, Equatable {
  /// The state.
  package let state: WorkflowState
  /// The newest entry of the repair's history then, 0 where it had none; nothing where that is not known.
  package let entry: Int64?
  /// When it was true, by the server's clock.
  package let trueAt: NaiveTime?
  /// Whether a step of ours has led away from it, and where to was not read yet.
  package let hasLeft: Bool

  init(state: WorkflowState, entry: Int64?, trueAt: NaiveTime?, hasLeft: Bool) {
    self.state = state
    self.entry = entry
    self.trueAt = trueAt
    self.hasLeft = hasLeft
  }

  /// A state that was kept; nothing where the answer is none.
  init?(_ kept: KeptAnswer) {
    guard let state = kept.answer["data"].flatMap(WorkflowState.init) else { return nil }
    var entry: Int64?
    if case .integer(let number)? = kept.answer["entry"] { entry = number }
    self.init(
      state: state,
      entry: entry,
      trueAt: kept.answeredAt,
      hasLeft: kept.answer["left"] == .boolean(true)
    )
  }
}
