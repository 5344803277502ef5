import CatalogModel

/// What the verbs know of alerts.
struct AlertFacts {
  let unit: UnitFacts
  let alerts: Resource
  let alertUnit: ResourceColumn
  let started: ResourceColumn
  let dismissed: ResourceColumn
  let repairs: Resource
  let repairUnit: ResourceColumn
  let dismiss: Action
  let reason: ActionField
  /// The field that names the repair for which an alert is dismissed.
  let repair: ActionField

  /// - Throws: ``ShellError`` with code `not-in-catalog`.
  init(_ facts: FactReader) throws(ShellError) {
    unit = try UnitFacts(facts)
    alerts = try facts.resource("alerts")
    alertUnit = try facts.link(from: alerts, to: unit.units)
    started = try facts.column("start_time", of: alerts)
    dismissed = try facts.column("dismissed_at", of: alerts)
    repairs = try facts.resource("repairs")
    repairUnit = try facts.link(from: repairs, to: unit.units)
    dismiss = try facts.action("dismiss_alert", about: alerts)
    reason = try facts.field("dismissal_reason", of: dismiss)
    repair = try facts.field("repair_id", of: dismiss)
  }
}
