/// What a step of a workflow says beside its payload while it waits.
package enum StepColumn: String, Sendable, CaseIterable {
  /// The state of the repair in which the step means something.
  case state
  /// The newest entry of the repair's history when the step was asked for; nothing where that was not known.
  case entry
  /// Whether the state is one that past repairs made likely, because an earlier step waits.
  case rehearsed
  /// What was entered for the state, by the names of its inputs.
  case inputs

  /// The column that checks, compares and stores it.
  package var column: ResourceColumn {
    ResourceColumn(
      name: rawValue,
      role: .data,
      type: type,
      isNullable: self != .state
    )
  }

  private var type: ColumnType {
    switch self {
    case .state: .text
    case .entry: .integer
    case .rehearsed: .boolean
    case .inputs: .json
    }
  }
}
