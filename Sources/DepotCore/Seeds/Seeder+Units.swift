import CatalogModel
import GRDB

/// Units, their parts, states and parameters.
extension Seeder {
  /// Units come in deliveries, whose rows share one stamp.
  func seedUnits() throws {
    let delivery = 20
    var mark = importMark(daysBefore: 360)
    for number in 0..<size.products {
      if number.isMultiple(of: delivery) {
        mark = importMark(daysBefore: 360 - 340 * number / size.products)
      }
      let unit = try seedUnit(number, mark)
      try seedParts(of: unit)
      let isInRepair = try seedRepairs(of: unit)
      try seedStates(of: unit, isInRepair: isInRepair)
      try seedNotesAndAlerts(of: unit)
      if number.isMultiple(of: 5) { try seedParameters(of: unit) }
    }
  }

  private func seedUnit(_ number: Int, _ mark: SeedWriter.Mark) throws -> SeededUnit {
    let place = randomness.pick(shops)
    let type = randomness.below(productTypes.count)
    let serial = String(number)
    let padded = String(repeating: "0", count: max(0, 6 - serial.count)) + serial
    let imei = UnitNumber.imei(model: type, unit: number * 7 + 1_001)
    try writer.insert(
      "products",
      mark,
      modified: modification(percent: 30, after: mark.time),
      [
        "product_imei": imei, "current_enable_flag": true, "desired_enable_flag": true,
        "device_key": String("\(padded)\(randomness.digits(18))".prefix(24)), "hub_id": place.hub,
        "imsi": "635100\(randomness.digits(3))\(padded)",
        "iccid": "8925010\(randomness.digits(6))\(padded)", "product_type_id": productTypes[type],
        "serial_number": "BX\(type + 1)-\(padded)", "shop_id": place.shop,
        "rtc_network_name": randomness.pick(["Aeris", "Eseye"]),
        "rtc_enabled_flag": randomness.chance(percent: 70), "dcm_enabled_flag": false,
        "assembler": randomness.chance(percent: 50) ? "Shenzhen 2" : nil,
        "gps_lat": -2 + Double(randomness.below(400_000)) / 100_000,
        "gps_lon": 29 + Double(randomness.below(600_000)) / 100_000,
      ]
    )
    try writer.insert(
      "product_entity_linker",
      mark,
      [
        "product_imei": imei, "entity_id": place.entity, "date_added": mark.time.description,
      ]
    )
    return SeededUnit(imei: imei, created: mark.time, number: number, entity: place.entity)
  }

  private func seedParts(of unit: SeededUnit) throws {
    let mark = SeedWriter.Mark(time: unit.created, user: "import")
    for (letter, category) in [("B", "Battery"), ("C", "PCB"), ("S", "SIM"), ("P", "Panel")] {
      guard let types = partTypes[category] else { continue }
      let part = try writer.insert(
        "parts",
        mark,
        [
          "serial_number": "\(letter)\(100_000 + unit.number)",
          "part_type_id": randomness.pick(types),
          "manufacturer": randomness.pick(["Ritar", "Leoch", "BBOXX"]),
          "properties": letter == "B" ? "{\"capacity\":\(15 + randomness.below(5))}" : nil,
        ]
      )
      try writer.insert(
        "part_product_linker",
        mark,
        [
          "part_id": part, "product_imei": unit.imei, "date_added": unit.created.description,
        ]
      )
    }
  }

  /// The life of a unit so far; its last state goes back into the unit's row.
  private func seedStates(of unit: SeededUnit, isInRepair: Bool) throws {
    var path = [1, 2, 3, 5, 6]
    if randomness.chance(percent: 15) { path.append(7) }
    if isInRepair { path.append(8) }
    var last: Int64 = 0
    for (step, (from, to)) in zip(path, path.dropFirst()).enumerated() {
      let time = unit.created.advanced(bySeconds: Double(step) * 7_200 + 0.25)
      last = try writer.insert(
        "states",
        SeedWriter.Mark(time: min(time, until), user: "system"),
        ["product_imei": unit.imei, "prev_state_type": from, "current_state_type": to]
      )
    }
    try writer.set("products", "latest_state_id", last, key: unit.imei)
  }

  private func seedParameters(of unit: SeededUnit) throws {
    let mark = SeedWriter.Mark(time: unit.created.advanced(bySeconds: 60), user: "system")
    try writer.insert(
      "product_parameters",
      mark,
      [
        "product_imei": unit.imei, "parameter_type_id": parameterTypes[0], "status": "active",
        "value": "\(120 + randomness.below(80)).0", "date_added": mark.time.description,
      ]
    )
    try writer.insert(
      "product_software_linker",
      mark,
      [
        "product_imei": unit.imei, "software_version_type_id": randomness.pick(software),
        "date_added": mark.time.description, "update_attempts": 1,
      ]
    )
  }
}
