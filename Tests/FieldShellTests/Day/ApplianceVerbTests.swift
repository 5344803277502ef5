import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

/// Repairs of appliances by the words that units have, on the tables that appliances have.
struct ApplianceVerbTests {
  private static let tables = [
    "appliances", "appliance_types", "appliance_repairs", "appliance_symptoms",
    "appliance_symptom_appliance_type_linker", "appliance_repair_appliance_symptom_linker",
    "appliance_part_types", "appliance_part_type_replacement_linker",
    "appliance_repair_appliance_part_type_linker",
  ]
  private let workshop: Workshop
  private let serial = "TV-00412"

  init() async throws {
    workshop = try Workshop(isSeeded: false)
    let rows: [(String, RowFields)] = [
      ("appliance_types", ["name": .text("TV 24")]),
      ("appliance_types", ["name": .text("Radio")]),
      ("appliances", ["appliance_type_id": .integer(1), "serial_number": .text("TV-00412")]),
      ("appliances", ["appliance_type_id": .integer(2), "serial_number": .text("R-7")]),
      ("appliance_symptoms", ["name": .text("no_picture")]),
      ("appliance_symptoms", ["name": .text("no_sound")]),
      ("appliance_symptoms", ["name": .text("no_reception")]),
      ("appliance_symptom_appliance_type_linker", Self.offer(1, of: 1)),
      ("appliance_symptom_appliance_type_linker", Self.offer(2, of: 1)),
      ("appliance_symptom_appliance_type_linker", Self.offer(3, of: 2)),
      ("appliance_part_types", ["name": .text("Panel")]),
      ("appliance_part_types", ["name": .text("Panel B")]),
      ("appliance_part_types", ["name": .text("Speaker")]),
      (
        "appliance_part_type_replacement_linker",
        [
          "appliance_type_id": .integer(1), "existing_appliance_part_type_id": .integer(1),
          "replacement_appliance_part_type_id": .integer(2),
        ]
      ),
    ]
    for (resource, fields) in rows {
      let answer = workshop.depot.write(as: "system", .create, resource, fields)
      #expect(answer.status == 201, "\(resource): \(answer.text)")
    }
    await workshop.done(
      "init",
      "--server",
      Workshop.server,
      "--resources",
      Self.tables.joined(separator: ",")
    )
    await workshop.done("login", "--user", "system", "--password-stdin", lines: ["system"])
    await workshop.done("sync")
  }

  private static func offer(_ symptom: Int64, of type: Int64) -> RowFields {
    ["appliance_type_id": .integer(type), "appliance_symptom_id": .integer(symptom)]
  }

  private func appliance(_ words: String...) async -> Spoken {
    let spoken = await workshop.type(["appliance"] + words)
    #expect(spoken.code == .done, "\(words): \(spoken.errors)\(spoken.output)")
    return spoken
  }

  private func refused(_ words: String..., code: String, naming text: String) async {
    let spoken = await workshop.type(["appliance"] + words + ["--json"])
    #expect(spoken.errorCode == code, "\(spoken.output)")
    #expect(spoken.output.contains(text), "\(spoken.output)")
  }

  @Test func `an appliance is repaired from its opening to its end, and the server has it all`()
    async throws
  {
    let explained = await appliance("repair", "open", serial, "no_picture", "--explain")
    #expect(
      explained.output.split(separator: "\n").prefix(2) == [
        "fieldsync add appliance_repairs appliance_id=1 arrival_date=2026-03-04 pending_status=true",
        "fieldsync add appliance_repair_appliance_symptom_linker appliance_repair_id=new:1 "
          + "appliance_symptom_id=1",
      ]
    )
    #expect(explained.output.contains("Symptoms of such an appliance: 2 no_sound."))
    _ = await appliance("repair", "open", serial, "no_picture")
    _ = await appliance("symptom", "add", serial, "no_sound")
    _ = await appliance("symptom", "remove", serial, "no_picture")
    _ = await appliance("part", "replace", serial, "Panel", "Panel B")
    let shown = await appliance("repair", "show", serial, "--json").json
    #expect(shown["symptoms"] == .array([.text("no_sound")]))
    #expect(shown["parts"]?[0]?["new"] == .text("Panel B"))
    let list = await appliance("repair", "list", serial, "--json").json["rows"]
    #expect(list?[0]?["appliance_id"] == .integer(1))
    _ = await appliance("repair", "close", serial, "--process", "Replaced")
    await workshop.done("sync")
    let repairs = try workshop.depot.rows(of: "appliance_repairs")
    #expect(repairs.map { $0["process"] } == [.text("Replaced")])
    #expect(repairs.map { $0["refurbishment_date"] } == [.text("2026-03-04")])
    let symptoms = try workshop.depot.rows(of: "appliance_repair_appliance_symptom_linker")
    #expect(symptoms.map { $0["appliance_symptom_id"] } == [.integer(2)])
    let parts = try workshop.depot.rows(of: "appliance_repair_appliance_part_type_linker")
    #expect(parts.map { $0["new_appliance_part_type_id"] } == [.integer(2)])
  }

  @Test func `what the tables of appliances do not allow is refused, and what they allow is named`()
    async throws
  {
    await refused(
      "repair",
      "open",
      serial,
      "no_reception",
      code: "not-offered",
      naming: "no symptom of such an appliance"
    )
    await refused(
      "repair",
      "show",
      serial,
      code: "unknown-key",
      naming: "fieldsync appliance repair open"
    )
    _ = await appliance("repair", "open", serial)
    await refused("repair", "open", serial, code: "already-done", naming: "appliance_repairs new:1")
    await refused(
      "part",
      "replace",
      serial,
      "Panel",
      "Speaker",
      code: "not-offered",
      naming: "2 Panel B"
    )
    await refused("part", "add", serial, "Panel", code: "extra-operand", naming: "replace")
    await refused("repair", "close", serial, "repaired", code: "extra-operand", naming: "repaired")
    await refused("nonsense", code: "extra-operand", naming: "symptom")
    let french = await workshop.type(
      ["appliance", "symptom", "add", serial, "no_reception"],
      environment: ["LANG": "fr_FR.UTF-8"]
    )
    #expect(french.errors.contains("un tel équipement"), "\(french.errors)")
  }
}
