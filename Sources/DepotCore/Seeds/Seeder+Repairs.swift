import CatalogModel
import GRDB

/// Repairs in several stages, notes and alerts.
extension Seeder {
  /// Whether the unit is being repaired now.
  func seedRepairs(of unit: SeededUnit) throws -> Bool {
    guard randomness.chance(percent: 45) else { return false }
    let age = max(1, Int((until.microseconds - unit.created.microseconds) / 86_400_000_000) - 1)
    let arrival = moment(daysBefore: randomness.below(age))
    let isOpen = randomness.chance(percent: 40)
    let technician = randomness.pick(SeedWords.technicians)
    let done = isOpen ? nil : modification(percent: 100, after: arrival)
    let repair = try writer.insert(
      "repairs",
      SeedWriter.Mark(time: arrival, user: technician),
      modified: done ?? modification(percent: 30, after: arrival),
      [
        "product_imei": unit.imei, "arrival_date": day(arrival),
        "refurbishment_date": done.map { day($0.time) },
        "measured_battery_capacity": randomness.chance(percent: 60)
          ? Double(60 + randomness.below(40)) / 4 : nil,
        "process": isOpen
          ? nil : randomness.pick(["Repair and Return", "Replaced", "Repossessed"]),
        "pending_status": isOpen,
        "outcome": isOpen ? nil : randomness.pick(["repaired", "scrapped"]),
        "context": randomness.chance(percent: 20) ? "{\"lang\":\"fr\",\"visits\":2}" : nil,
        "repair_centre_id": randomness.chance(percent: 70) ? randomness.pick(repairCentres) : nil,
      ]
    )
    try seedLinkers(of: repair, SeedWriter.Mark(time: arrival, user: technician), isOpen: isOpen)
    return isOpen
  }

  private func day(_ time: NaiveTime) -> String { String(time.description.prefix(10)) }

  private func seedLinkers(of repair: Int64, _ mark: SeedWriter.Mark, isOpen: Bool) throws {
    let first = randomness.below(symptoms.count)
    for offset in 0...randomness.below(2) {
      try writer.insert(
        "repair_symptom_type_linker",
        mark,
        [
          "repair_id": repair, "symptom_type_id": symptoms[(first + offset * 3) % symptoms.count],
        ]
      )
    }
    guard !isOpen else { return }
    try writer.insert(
      "repair_action_type_linker",
      mark,
      ["repair_id": repair, "action_type_id": randomness.pick(repairActions)]
    )
    guard randomness.chance(percent: 50), let batteries = partTypes["Battery"] else { return }
    let type = randomness.pick(batteries)
    try writer.insert(
      "repair_part_type_linker",
      mark,
      [
        "repair_id": repair, "old_part_type_id": type, "new_part_type_id": type,
        "requested_date": mark.time.description, "replaced_date": mark.time.description,
        "non_transferable": false,
      ]
    )
  }

  func seedNotesAndAlerts(of unit: SeededUnit) throws {
    let age = max(1, Int((until.microseconds - unit.created.microseconds) / 86_400_000_000) - 1)
    if randomness.chance(percent: 35) {
      try writer.insert(
        "product_notes",
        SeedWriter.Mark(
          time: moment(daysBefore: randomness.below(age)),
          user: randomness.pick(SeedWords.technicians)
        ),
        ["product_imei": unit.imei, "note_text": randomness.pick(SeedWords.notes)]
      )
    }
    guard randomness.chance(percent: 25) else { return }
    let start = moment(daysBefore: randomness.below(age))
    let dismissal = modification(percent: 40, after: start)
    try writer.insert(
      "alerts",
      SeedWriter.Mark(time: start, user: "analysis"),
      modified: dismissal,
      [
        "product_imei": unit.imei, "alert_type_id": randomness.pick(alertTypes),
        "start_time": start.description, "dismissed_at": dismissal?.time.description,
        "dismissed_by": dismissal?.user,
        "dismissal_reason": dismissal == nil ? nil : "Visited the customer",
      ]
    )
  }
}
