import CatalogModel
import GRDB

/// What changes rarely: places, types, words.
extension Seeder {
  func seedStateTypes() throws {
    let mark = importMark(daysBefore: 400)
    let names = [
      "NON_EXISTANT", "STORED", "SHIPPED", "ACTIVATING", "ACTIVATED", "MONITORED", "UNMONITORED",
      "IN_REPAIR_SYSTEM", "TERMINATED",
    ]
    for name in names { try writer.insert("state_types", mark, ["name": name]) }
  }

  func seedPlaces() throws {
    let mark = importMark(daysBefore: 400)
    for country in SeedWords.countries {
      let entity = try writer.insert(
        "entities",
        mark,
        [
          "name": country.company, "bboxx_company_flag": true, "tariff": country.tariff,
          "financier": false,
        ]
      )
      for place in country.places { try seed(place, entity: entity, mark) }
      let centre = try writer.insert(
        "repair_centres",
        mark,
        ["name": "\(country.places[0].hub) workshop", "entity_id": entity]
      )
      repairCentres.append(centre)
    }
    try writer.insert(
      "user_repair_centre_links",
      mark,
      ["username": "tech", "repair_centre_id": repairCentres[0]]
    )
  }

  private func seed(_ place: SeedWords.Place, entity: Int64, _ mark: SeedWriter.Mark) throws {
    let hub = try writer.insert(
      "hubs",
      mark,
      [
        "name": place.hub, "entity_id": entity, "latitude": String(place.latitude),
        "longitude": String(place.longitude),
      ]
    )
    for (index, name) in place.shops.enumerated() {
      let shop = try writer.insert(
        "shops",
        mark,
        modified: modification(percent: 20, after: mark.time),
        [
          "name": "\(place.hub) – \(name)", "hub_id": hub,
          "latitude": String((place.latitude * 1_000 + Double(index) * 7).rounded() / 1_000),
          "longitude": String(place.longitude),
        ]
      )
      shops.append((shop, hub, entity))
    }
  }

  func seedProductTypes() throws {
    let mark = importMark(daysBefore: 400)
    for (index, type) in SeedWords.productTypes.enumerated() {
      let key = try writer.insert(
        "product_types",
        mark,
        [
          "name": type.0, "credit_type": type.1, "erp_code": "P\(1_000 + index)",
          "parameter_types": "[1,2]",
        ]
      )
      productTypes.append(key)
    }
  }

  func seedPartTypes() throws {
    let mark = importMark(daysBefore: 400)
    for (category, names) in SeedWords.partTypes {
      let group = try writer.insert("part_type_categories", mark, ["name": category])
      for name in names {
        let key = try writer.insert(
          "part_types",
          mark,
          modified: modification(percent: 15, after: mark.time),
          [
            "name": name, "description": "\(category): \(name)", "part_type_category_id": group,
            "serial_number_category": category == "Light" ? "unknown" : "known",
            "parameter_types": "[]", "is_sent_by_unit": category == "PCB",
          ]
        )
        partTypes[category, default: []].append(key)
      }
    }
    for product in productTypes {
      var offered: Set<Int64> = []
      for type in partTypes.values.joined().sorted() where randomness.chance(percent: 60) {
        offered.insert(type)
        try writer.insert(
          "part_type_product_type_linker",
          mark,
          ["product_type_id": product, "part_type_id": type]
        )
      }
      try seedReplacements(among: offered, in: product, mark)
    }
  }

  /// Within its category each type of part of a unit may take the place of the others, and of its own.
  private func seedReplacements(
    among offered: Set<Int64>,
    in product: Int64,
    _ mark: SeedWriter.Mark
  ) throws {
    for (category, _) in SeedWords.partTypes {
      let types = (partTypes[category] ?? []).filter(offered.contains)
      for existing in types {
        for replacement in types {
          try writer.insert(
            "part_type_replacement_linker",
            mark,
            [
              "product_type_id": product, "existing_part_type_id": existing,
              "replacement_part_type_id": replacement,
              "default_part_type": existing == replacement,
              "critical_part_type": category == "Battery" || category == "PCB",
              "non_transferable": category == "SIM",
            ]
          )
        }
      }
    }
  }

  func seedRepairWords() throws {
    let mark = importMark(daysBefore: 390)
    for (name, label, description) in SeedWords.symptoms {
      let key = try writer.insert(
        "symptom_types",
        mark,
        ["name": name, "label": label, "description": description]
      )
      symptoms.append(key)
      for type in productTypes where randomness.chance(percent: 80) {
        try writer.insert(
          "symptom_type_product_type_linker",
          mark,
          ["product_type_id": type, "symptom_type_id": key]
        )
      }
    }
    for (name, label, description) in SeedWords.repairActions {
      let key = try writer.insert(
        "action_types",
        mark,
        ["name": name, "label": label, "description": description]
      )
      repairActions.append(key)
      for type in productTypes where randomness.chance(percent: 80) {
        try writer.insert(
          "action_type_product_type_linker",
          mark,
          ["product_type_id": type, "action_type_id": key]
        )
      }
    }
  }

  func seedAlertTypes() throws {
    let mark = importMark(daysBefore: 380)
    for (name, label, category, severity) in SeedWords.alerts {
      let key = try writer.insert(
        "alert_types",
        mark,
        [
          "name": name, "label": label, "category": category, "severity": severity, "version": 1,
          "status": "live", "analysis_frequency": 3_600.0, "cooling_off_period": 86_400.0,
          "active": true, "message": label,
        ]
      )
      alertTypes.append(key)
    }
  }

  func seedParameters() throws {
    let mark = importMark(daysBefore: 380)
    let types = [("energy_limit", "float", "Wh"), ("led_mode", "int", nil), ("apn", "string", nil)]
    for (name, type, units) in types {
      let key = try writer.insert(
        "parameter_types",
        mark,
        [
          "name": name, "data_type": type, "units": units, "repeatable": false, "setting": true,
          "validation_rules": name == "led_mode" ? "{\"max\":3,\"min\":0}" : nil,
        ]
      )
      parameterTypes.append(key)
    }
    for (index, status) in ["outdated", "stable", "beta"].enumerated() {
      let key = try writer.insert(
        "software_version_types",
        mark,
        [
          "name": "2.\(index)", "release_date": mark.time.description, "status": status,
          "checksum": "0000A0\(index)F", "parameter_types": "[1,2,3]",
        ]
      )
      software.append(key)
    }
  }
}
