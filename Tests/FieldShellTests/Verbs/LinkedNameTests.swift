import CatalogModel
import DepotCore
import Testing

@testable import FieldShell

/// Rows of other resources by their name, in edits, conditions and decisions.
struct LinkedNameTests {
  private func workshop() async throws -> Workshop {
    let workshop = try Workshop()
    for name in ["Kigali", "Huye", "70007"] {
      let entity: RowFields = [
        "name": .text("Owner of \(name)"), "bboxx_company_flag": .boolean(true),
      ]
      _ = workshop.depot.write(as: "office", .create, "entities", entity)
      let owner = try #require(try workshop.depot.rows(of: "entities").last?["entity_id"])
      let centre: RowFields = ["name": .text(name), "entity_id": owner]
      let answer = workshop.depot.write(as: "office", .create, "repair_centres", centre)
      try #require(answer.status == 201, "\(answer.text)")
    }
    let resources = Workshop.resources + ",repair_centres,entities,hubs"
    await workshop.done("init", "--server", Workshop.server, "--resources", resources)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    return workshop
  }

  private func key(_ name: String, in workshop: Workshop) throws -> FieldValue {
    let rows = try workshop.depot.rows(of: "repair_centres")
    return try #require(rows.first { $0["name"] == .text(name) }?["repair_centre_id"])
  }

  private func centre(of repair: String, in workshop: Workshop) async -> JSONNode? {
    await workshop.done("show", "repairs", repair, "--json").json["row"]?["repair_centre_id"]
  }

  @Test func `a name stands for the key of its row`() async throws {
    let workshop = try await workshop()
    await workshop.done("set", "repairs", "3", "repair_centre_id=Huye")
    #expect(await centre(of: "3", in: workshop) == JSONNode(try key("Huye", in: workshop)))
    let imei = try workshop.imei()
    let serial = try #require(
      try workshop.depot.rows(of: "products").first { $0["product_imei"] == .text(imei) }
    )["serial_number"]?.description
    await workshop.done(
      "add",
      "repairs",
      "product_imei=\(serial ?? "")",
      "repair_centre_id=Kigali"
    )
    let added = await workshop.done("show", "repairs", "new:1", "--json")
    #expect(added.json["row"]?["product_imei"] == .text(imei))
    #expect(added.json["warnings"] == nil)
    let listed = await workshop.done("list", "repairs", "repair_centre_id=Kigali", "--json")
    #expect(listed.json["rows"]?.description.contains(imei) == true)
    await workshop.done("sync")
    #expect(await workshop.done("status", "--json").json["waiting"] == .integer(0))
  }

  @Test func `a number is always a key, and a name that is a number never meant`() async throws {
    let workshop = try await workshop()
    let spoken = await workshop.done("set", "repairs", "3", "repair_centre_id=70007", "--json")
    #expect(await centre(of: "3", in: workshop) == .integer(70_007))
    // No centre has that key here, so that whoever meant the name is told.
    #expect(spoken.json["warnings"] != nil)
  }

  @Test(arguments: ["kigali", "Kigal", "Kigali ", "Kiga*", "%"])
  func `a name is meant letter for letter`(name: String) async throws {
    let workshop = try await workshop()
    let words = ["set", "repairs", "3", "repair_centre_id=\(name)"]
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == "bad-value")
    let french = await workshop.type(words, environment: ["LANG": "fr_FR.UTF-8"])
    #expect(french.errors.contains("repair_centres"))
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
  }

  @Test func `a name near to one that exists is suggested`() async throws {
    let workshop = try await workshop()
    let spoken = await workshop.type(["set", "repairs", "3", "repair_centre_id=Kigalli"])
    #expect(spoken.errors.replacing("\n", with: " ").contains("did you mean \"Kigali\"?"))
  }

  @Test func `a list says that no row has the name, in its own words`() async throws {
    let workshop = try await workshop()
    let spoken = await workshop.type(["list", "repairs", "repair_centre_id=Kigalli"])
    #expect(spoken.code == .usage)
    let words = spoken.errors.replacing("\n", with: " ")
    #expect(words.contains("no row of repair_centres has that key or name"))
    #expect(words.contains("did you mean \"Kigali\"?"))
    let several = await workshop.type([
      "list", "repairs", "repair_centre_id", "in", "Kigali,Nowhere",
    ])
    #expect(several.errors.contains("Nowhere"))
    let shop = await workshop.type(["list", "products", "shop_id=Musanze", "--json"])
    #expect(shop.errorCode == "bad-value")
  }

  @Test func `a name of several rows is refused, and the rows are told`() async throws {
    let workshop = try await workshop()
    _ = workshop.depot.write(
      as: "office",
      .create,
      "repairs",
      ["product_imei": .text(try workshop.imei()), "process": .text("Replaced")]
    )
    workshop.clock.advance(by: 60)
    await workshop.done("sync")
    // Repairs are called by their process, which many share.
    let words = ["add", "repair_symptom_type_linker", "repair_id=Replaced", "symptom_type_id=1"]
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == "ambiguous-name")
    guard case .array(let candidates)? = spoken.json["candidates"] else {
      Issue.record("\(spoken.output)")
      return
    }
    let there = try workshop.depot.rows(of: "repairs").filter { $0["process"] == .text("Replaced") }
    let keys = there.compactMap { $0["repair_id"].map { JSONNode($0) } }
    #expect(candidates.count >= 2)
    #expect(candidates.allSatisfy(keys.contains))
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
  }

  @Test func `names need their resource to be held`() async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.type(["set", "repairs", "3", "repair_centre_id=Kigali", "--json"])
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == "bad-value")
    await workshop.done("set", "repairs", "3", "repair_centre_id=1")
  }

  @Test func `a decision takes a name too`() async throws {
    let workshop = try await workshop()
    await workshop.done("set", "repairs", "3", "repair_centre_id=Huye")
    let kigali = try key("Kigali", in: workshop)
    _ = workshop.depot.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(3),
      ["repair_centre_id": kigali]
    )
    #expect(await workshop.type(["sync"]).code == .conflicts)
    await workshop.done("resolve", "1", "repair_centre_id:=7")
    #expect(await centre(of: "3", in: workshop) == .integer(7))
    await workshop.done("set", "repairs", "3", "repair_centre_id=Huye")
    #expect(await centre(of: "3", in: workshop) == JSONNode(try key("Huye", in: workshop)))
  }
}
