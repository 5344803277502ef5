import CatalogModel
import SyncCore

/// What the verbs and the runs know of units that somebody works on.
struct WatchFacts {
  let unit: UnitFacts
  let repairs: Resource
  let repairUnit: ResourceColumn
  let finished: ResourceColumn
  /// Asks a unit over the connection that it keeps open.
  let sync: Action
  /// Asks a unit by a text message.
  let wakeup: Action

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    unit = try UnitFacts(facts)
    repairs = try facts.resource("repairs")
    repairUnit = try facts.link(from: repairs, to: unit.units)
    finished = try facts.column("refurbishment_date", of: repairs)
    sync = try facts.action("sync", about: unit.units)
    wakeup = try facts.action("send_wakeup", about: unit.units)
  }

  /// The rules of a run: seconds between two calls of one unit, and between two text messages.
  func rules(pause: Double, wakeupPause: Double) -> UnitRules {
    UnitRules(
      units: unit.units.name,
      repairs: repairs.name,
      repairUnit: repairUnit.name,
      finished: finished.name,
      calls: [
        UnitRules.Call(action: sync.name, pause: pause),
        UnitRules.Call(action: wakeup.name, pause: wakeupPause),
      ]
    )
  }
}
