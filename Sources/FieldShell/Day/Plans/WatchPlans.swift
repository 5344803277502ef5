import CatalogModel
import ReplicaStore
import SyncCore

/// What `product watch` does.
enum WatchPlans {
  /// Asks a unit to report, and lets each sync of the coming day ask it again.
  ///
  /// - Throws: ``ShellError`` where the unit is not held or the catalog has no such actions.
  static func watch(_ typed: String, _ planner: DayPlanner) throws -> DayPlan {
    let facts = try WatchFacts(planner.facts)
    let unit = RowReference(
      resource: facts.unit.units.name,
      key: try planner.row(typed, of: facts.unit.units).key
    )
    let listens = try planner.reader.meetsRequirements(of: facts.sync, unit)
    let action = listens ? facts.sync : facts.wakeup
    let until = planner.now.advanced(bySeconds: UnitRules.watchTime)
    var plan = DayPlan(steps: [.plain(.do, action.name, unit.key.description)])
    plan.watch = UnitWatch(unit: unit, until: until)
    plan.members = ["watched_until": .text(until.description)]
    plan.closing = [.sentence(.unitWatched("\(unit)", by: action.name), .dim)]
    if let level = action.permission { plan.warnings = [.permission(level)] }
    return plan
  }
}
