import CatalogModel
import ReplicaStore

/// What a verb of a technician's day does, as the commands that do the same.
struct DayPlan: Sendable, Equatable {
  /// The commands, in their order.
  var steps: [DayStep]
  /// A unit that is watched from then on, which is a setting of this home and no row.
  var watch: UnitWatch?
  /// What scripts are told beside the steps.
  var members: [String: JSONNode] = [:]
  /// What people are told after the steps.
  var closing: [Block] = []
  /// What people should know beside it.
  var warnings: [Sentence] = []

  /// `COLUMN=VALUE`, as one word of a command.
  static func word(_ column: ResourceColumn, _ value: String) -> DayStep.Word {
    .text("\(column.name)=\(value)")
  }
}
