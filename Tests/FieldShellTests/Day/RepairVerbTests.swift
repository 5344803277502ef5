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
  /// The type of the unit.
  private let type: FieldValue

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
    type = try #require(product["product_type_id"])
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
    let types = try workshop.depot.rows(of: "part_types")
    let name = { (key: FieldValue?) in
      types.first { $0["part_type_id"] == key }?["name"]?.description ?? ""
    }
    let rules = try workshop.depot.rows(of: "part_type_replacement_linker")
      .filter { $0["product_type_id"] == type }
    // The rule says that the part is not transferable, and its word is taken over.
    let rule = try #require(rules.first { $0["non_transferable"] == .boolean(true) })
    let (old, new) = (rule["existing_part_type_id"], rule["replacement_part_type_id"])
    await workshop.done("repair", "open", unit)
    await workshop.done("part", "replace", unit, name(old), name(new))
    let row = await workshop.done("show", "repair_part_type_linker", "new:1", "--json").json["row"]
    #expect(row?["old_part_type_id"] == old.map(JSONNode.init))
    #expect(row?["new_part_type_id"] == new.map(JSONNode.init))
    #expect(row?["non_transferable"] == .boolean(true))
    #expect(row?["replaced_date"] == .text("2026-03-04T08:00:00"))
    let allowed = rules.filter { $0["existing_part_type_id"] == old }
      .compactMap { $0["replacement_part_type_id"] }
    let known = rules.compactMap { $0["existing_part_type_id"] }
    let keys = types.compactMap { $0["part_type_id"] }
    let wrong = try #require(keys.first { !allowed.contains($0) })
    let unknown = try #require(keys.first { !known.contains($0) })
    await refused(
      "part",
      "replace",
      "new:1",
      name(old),
      wrong.description,
      code: "not-offered",
      naming: name(new)
    )
    await refused(
      "part",
      "replace",
      "new:1",
      unknown.description,
      unknown.description,
      code: "not-offered",
      naming: "No replacement for"
    )
    let shown = await workshop.done("repair", "show", "new:1", "--json").json["parts"]
    #expect(shown?[0]?["old"] == .text(name(old)))
    #expect(shown?[0]?["new"] == .text(name(new)))
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

  @Test func `a repair is named by its unit while one of it is open here`() async throws {
    let row = await workshop.done("show", "products", unit, "--json").json["row"]
    guard case .text(let serial)? = row?["serial_number"] else { return }
    await refused("repair", "show", serial, code: "unknown-key", naming: "No repair of products")
    await workshop.done("repair", "open", unit, offered[0])
    await workshop.done("symptom", "add", serial, offered[1])
    await workshop.done("symptom", "remove", unit, offered[0])
    let shown = await workshop.done("repair", "show", serial, "--json").json
    #expect(shown["key"] == .text("new:1"))
    #expect(shown["symptoms"] == .array([.text(offered[1])]))
    await workshop.done("add", "repairs", "product_imei=\(unit)", "arrival_date=2026-03-04")
    await refused(
      "repair",
      "close",
      serial,
      code: "ambiguous-name",
      naming: "Several repairs of products \(unit) are open here: new:1, new:2"
    )
    await workshop.done("repair", "close", "new:1", "done")
    let closed = await workshop.done("repair", "close", serial, "--explain")
    #expect(closed.output.hasPrefix("fieldsync set repairs new:2 refurbishment_date="))
    let nobody = await workshop.type(["repair", "show", "nonsense", "--json"])
    #expect(nobody.errorCode == "unknown-key")
  }

  @Test func `at a terminal the symptoms of such a unit are proposed by numbers`() async throws {
    let screen = Terminal.screen(80)
    let spoken = await workshop.type(
      ["repair", "open", unit],
      lines: ["9999", "2, 1 2"],
      terminal: screen
    )
    #expect(spoken.code == .done, "\(spoken.errors)")
    #expect(spoken.output.contains("1  \(offered[0])\n2  \(offered[1])\n"))
    #expect(spoken.errors.contains("9999 is no number from 1 to \(offered.count)."))
    let shown = await workshop.done("repair", "show", unit, "--json").json["symptoms"]
    #expect(shown == .array([.text(offered[1]), .text(offered[0])]))
    let again = await workshop.type(["repair", "open", unit], lines: ["1"], terminal: screen)
    #expect(again.prompts == [])
    #expect(again.errors.contains("is open"))
  }

  @Test(arguments: [[""], []])
  func `Enter chooses no symptom, and so does the end of what is typed`(
    lines: [String]
  )
    async throws
  {
    let spoken = await workshop.type(
      ["repair", "open", unit],
      lines: lines,
      terminal: .screen(80)
    )
    #expect(spoken.code == .done, "\(spoken.errors)")
    #expect(spoken.prompts.count == 1)
    let shown = await workshop.done("repair", "show", unit, "--json").json["symptoms"]
    #expect(shown == .array([]))
  }

  @Test(arguments: [
    (["repair", "open", "UNIT", "SYMPTOM"], 80), (["repair", "open", "UNIT", "--explain"], 80),
    (["repair", "open", "UNIT", "--json"], 80), (["repair", "open", "UNIT"], 0),
  ])
  func `nobody is asked who said it, who only wonders, and where nobody sits`(
    words: [String],
    width: Int
  ) async {
    let words = words.map { $0 == "UNIT" ? unit : $0 == "SYMPTOM" ? offered[0] : $0 }
    let terminal = width > 0 ? Terminal.screen(width) : .none
    let spoken = await workshop.type(words, lines: ["1"], terminal: terminal)
    #expect(spoken.code == .done, "\(spoken.errors)")
    #expect(spoken.prompts == [])
  }

  @Test func `what the verbs know holds for units and for appliances`() throws {
    let facts = FactReader(catalog: try CatalogLoader.bundled(), verb: "v")
    #expect(try RepairFacts(.unit, facts).outcome?.name == "outcome")
    let appliance = try RepairFacts(.appliance, facts)
    #expect(appliance.repairThing.name == "appliance_id")
    #expect(appliance.outcome == nil)
  }
}
