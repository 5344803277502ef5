import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct RepairVerbTests {
  private let workshop: Workshop
  private let unit: String
  /// The names of symptoms that such a unit can have, and cannot have.
  private let offered: [String]
  private let others: [String]

  init() async throws {
    workshop = try Workshop()
    let resources =
      Workshop.resources + ",symptom_type_product_type_linker,part_type_replacement_linker,"
      + "part_type_product_type_linker,repair_part_type_linker"
    await workshop.done("init", "--server", Workshop.server, "--resources", resources)
    await workshop.done("login", "--user", "system", "--password-stdin", lines: ["system"])
    await workshop.done("sync")
    let repaired = try workshop.depot.rows(of: "repairs").compactMap { $0["product_imei"] }
    let offers = try workshop.depot.rows(of: "symptom_type_product_type_linker")
    let words = try workshop.depot.rows(of: "symptom_types")
    let product = try #require(
      try workshop.depot.rows(of: "products").first { product in
        let count = offers.filter { $0["product_type_id"] == product["product_type_id"] }.count
        return !repaired.contains(product["product_imei"] ?? .null) && count < words.count
      }
    )
    unit = try #require(product["product_imei"]).description
    let keys = offers.filter { $0["product_type_id"] == product["product_type_id"] }
      .compactMap { $0["symptom_type_id"] }
    let split = Dictionary(grouping: words) { keys.contains($0["symptom_type_id"] ?? .null) }
    offered = (split[true] ?? []).compactMap { $0["name"]?.description }
    others = (split[false] ?? []).compactMap { $0["name"]?.description }
    let type = try #require(product["product_type_id"]).description
    await workshop.done(
      "add",
      "part_type_replacement_linker",
      "product_type_id=\(type)",
      "existing_part_type_id=1",
      "replacement_part_type_id=2",
      "default_part_type=true",
      "critical_part_type=false",
      "non_transferable=true"
    )
    await workshop.done("sync")
  }

  private func waiting() async -> Int {
    guard case .array(let rows)? = await workshop.done("queue", "--json").json["queue"] else {
      return -1
    }
    return rows.count
  }

  private func refused(_ words: String..., code: String, naming text: String) async {
    let before = await waiting()
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.errorCode == code, "\(spoken.output)")
    #expect(spoken.output.contains(text), "\(spoken.output)")
    #expect(await waiting() == before)
  }

  @Test func `a repair is opened with its symptoms, and the others are proposed`() async throws {
    let explained = await workshop.done("repair", "open", unit, offered[0], offered[1], "--explain")
    let lines = explained.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 5)
    #expect(
      lines[0]
        == "fieldsync add repairs product_imei=\(unit) arrival_date=2026-03-04 pending_status=true"
    )
    #expect(lines[1].hasPrefix("fieldsync add repair_symptom_type_linker repair_id=new:1 symptom"))
    #expect(await waiting() == 0)
    let opened = await workshop.done("repair", "open", unit, offered[0], offered[1], "--json")
    #expect(opened.json["plan"]?[2]?["result"]?["key"] == .text("new:2"))
    guard case .array(let proposed)? = opened.json["proposed"] else { return }
    #expect(proposed.compactMap { $0["name"] } == offered.dropFirst(2).map(JSONNode.text))
    // The lines that were said do the same as what was done.
    let said = opened.json["plan"]?[1]?["line"]
    #expect(said == .text(lines[1]))
    await refused("repair", "open", unit, code: "already-done", naming: "repairs new:1 of products")
    let shown = await workshop.done("repair", "show", "new:1", "--json").json
    #expect(shown["symptoms"] == .array(offered.prefix(2).map(JSONNode.text)))
    let list = await workshop.done("repair", "list", unit, "--json").json["rows"]
    #expect(list?[0]?["product_imei"] == .text(unit))
    await workshop.done("repair", "close", "new:1", "all", "well", "--process", "Replaced")
    let row = await workshop.done("show", "repairs", "new:1", "--json").json["row"]
    #expect(row?["outcome"] == .text("all well"))
    #expect(row?["pending_status"] == .boolean(false))
    #expect(row?["refurbishment_date"] == .text("2026-03-04"))
    #expect(row?["process"] == .text("Replaced"))
    #expect(await workshop.done("repair", "list", unit, "--json").json["rows"] == .array([]))
    let all = await workshop.done("repair", "list", unit, "--all", "--json").json["rows"]
    #expect(all?[0] != nil)
    await refused("repair", "close", "new:1", code: "already-done", naming: "is closed already")
    await workshop.done("repair", "open", unit)
  }

  @Test func `a symptom that such a unit cannot have opens no repair at all`() async throws {
    let other = try #require(others.first)
    for symptom in [other, "nonsense"] {
      await refused(
        "repair",
        "open",
        unit,
        offered[0],
        symptom,
        code: "not-offered",
        naming: offered[1]
      )
    }
    await refused(
      "repair",
      "open",
      unit,
      offered[0],
      offered[0],
      code: "already-done",
      naming: "named twice"
    )
  }

  @Test func `symptoms are added and removed by name, each once`() async throws {
    await workshop.done("repair", "open", unit, offered[0])
    await workshop.done("symptom", "add", "new:1", offered[1], offered[2])
    await refused(
      "symptom",
      "add",
      "new:1",
      offered[1],
      code: "already-done",
      naming: "has the symptom"
    )
    if let other = others.first {
      await refused("symptom", "add", "new:1", other, code: "not-offered", naming: offered[0])
    }
    await workshop.done("symptom", "remove", "new:1", offered[0])
    await refused(
      "symptom",
      "remove",
      "new:1",
      offered[0],
      code: "not-offered",
      naming: offered[1]
    )
    let shown = await workshop.done("repair", "show", "new:1", "--json").json
    #expect(shown["symptoms"] == .array([.text(offered[1]), .text(offered[2])]))
  }

  @Test func `a part is replaced by what the linker table allows, and by nothing else`()
    async throws
  {
    let names = try workshop.depot.rows(of: "part_types").compactMap { $0["name"]?.description }
    await workshop.done("repair", "open", unit)
    await workshop.done("part", "replace", "new:1", names[0], names[1])
    let row = await workshop.done("show", "repair_part_type_linker", "new:1", "--json").json["row"]
    #expect(row?["old_part_type_id"] == .integer(1))
    #expect(row?["new_part_type_id"] == .integer(2))
    // The rule says that the part is not transferable, and its word is taken over.
    #expect(row?["non_transferable"] == .boolean(true))
    #expect(row?["replaced_date"] == .text("2026-03-04T08:00:00"))
    await refused(
      "part",
      "replace",
      "new:1",
      "1",
      names[2],
      code: "not-offered",
      naming: names[1]
    )
    await refused("part", "replace", "new:1", "3", "2", code: "not-offered", naming: names[0])
    let shown = await workshop.done("repair", "show", "new:1", "--json").json["parts"]
    #expect(shown?[0]?["old"] == .text(names[0]))
    #expect(shown?[0]?["new"] == .text(names[1]))
  }

  @Test func `a part is added only of a type that such a unit has`() async throws {
    let type = await workshop.done("show", "products", unit, "--json").json["row"]?[
      "product_type_id"
    ]
    let keys = try workshop.depot.rows(of: "part_type_product_type_linker")
      .filter { $0["product_type_id"].map(JSONNode.init) == type }.compactMap { $0["part_type_id"] }
    let all = try workshop.depot.rows(of: "part_types").compactMap { $0["part_type_id"] }
    let (fit, unfit) = (try #require(keys.first), try #require(all.first { !keys.contains($0) }))
    await workshop.done("repair", "open", unit)
    await workshop.done("part", "add", "new:1", fit.description)
    let row = await workshop.done("show", "repair_part_type_linker", "new:1", "--json").json["row"]
    #expect(row?["new_part_type_id"] == JSONNode(fit))
    #expect(row?["old_part_type_id"] == .null)
    await refused(
      "part",
      "add",
      "new:1",
      unfit.description,
      code: "not-offered",
      naming: "no part of such"
    )
  }

  @Test func `what the verbs know holds for units and for appliances`() throws {
    let facts = FactReader(catalog: try CatalogLoader.bundled(), verb: "v")
    #expect(try RepairFacts(.unit, facts).outcome?.name == "outcome")
    let appliance = try RepairFacts(.appliance, facts)
    #expect(appliance.repairThing.name == "appliance_id")
    #expect(appliance.outcome == nil)
  }
}
