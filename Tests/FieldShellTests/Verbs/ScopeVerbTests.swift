import CatalogModel
import DepotCore
import ReplicaStore
import Testing

@testable import FieldShell

/// Which resources are held changes without a fresh start.
struct ScopeVerbTests {
  private func held(_ workshop: Workshop) async -> JSONNode? {
    await workshop.done("scope", "--json").json["resources"]
  }

  private func rows(_ workshop: Workshop, _ resource: String) async -> JSONNode? {
    await workshop.done("status", "--json").json["resources"]?[resource]?["rows"]
  }

  private func workshop() async throws -> Workshop {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", "products,repairs")
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    return workshop
  }

  @Test func `a resource that is added comes with the next sync, and no other again`() async throws
  {
    let workshop = try await workshop()
    let before = await rows(workshop, "products")
    let spoken = await workshop.done("scope", "hold", "shops,products", "--json")
    #expect(spoken.json["added"] == .array([.text("shops")]))
    #expect(await rows(workshop, "shops") == .integer(0))
    let synced = await workshop.done("sync", "--json").json
    let shops = try workshop.depot.count(of: "shops")
    #expect(shops > 0)
    #expect(synced["pulled"]?["rows"] == .integer(Int64(shops)))
    #expect(await rows(workshop, "shops") == .integer(Int64(shops)))
    #expect(await rows(workshop, "products") == before)
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    await workshop.done("sync")
    #expect(try workshop.depot.rows(of: "repairs").first?["outcome"] == .text("fixed"))
  }

  @Test func `a resource that is released goes here and stays on the server`() async throws {
    let workshop = try await workshop()
    let there = try workshop.depot.count(of: "repairs")
    await workshop.done("scope", "release", "repairs")
    #expect(await held(workshop) == .array([.text("products")]))
    #expect(await workshop.type(["list", "repairs", "--json"]).errorCode == "not-held")
    await workshop.done("sync")
    #expect(try workshop.depot.count(of: "repairs") == there)
    await workshop.done("scope", "hold", "repairs")
    await workshop.done("sync")
    #expect(await rows(workshop, "repairs") == .integer(Int64(there)))
  }

  @Test func `unsent work keeps its resource, and the others with it`() async throws {
    let workshop = try await workshop()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let spoken = await workshop.type(["scope", "release", "products,repairs", "--json"])
    #expect(spoken.errorCode == "not-allowed")
    await workshop.done("scope", "hold", "shops")
    let kept = await workshop.type(["scope", "release", "products,repairs", "--json"])
    #expect(kept.errorCode == "unsent-work")
    #expect(await held(workshop) == .array(["products", "repairs", "shops"].map(JSONNode.text)))
    #expect(await rows(workshop, "products") != .integer(0))
    await workshop.done("sync")
    await workshop.done("scope", "release", "products,repairs")
  }

  @Test func `only the rows that are named are held, and all of them again`() async throws {
    let workshop = try await workshop()
    let all = await rows(workshop, "repairs")
    let unit = try #require(try workshop.depot.rows(of: "repairs").first?["product_imei"])
    let there = try workshop.depot.rows(of: "repairs").count { $0["product_imei"] == unit }
    let spoken = await workshop.done("scope", "narrow", "repairs", "product_imei=\(unit)", "--json")
    #expect(spoken.json["narrowed"]?["repairs"]?["product_imei"] == .array([JSONNode(unit)]))
    #expect(spoken.json["rows"]?["repairs"] == .integer(Int64(there)))
    #expect(await rows(workshop, "repairs") == .integer(Int64(there)))
    #expect(await workshop.done("sync", "--verify", "--json").json["ghosts"] == .integer(0))
    #expect(await rows(workshop, "repairs") == .integer(Int64(there)))
    let overview = await workshop.done("scope")
    #expect(overview.output.contains("product_imei=\(unit)"))
    await workshop.done("scope", "widen", "repairs")
    await workshop.done("sync")
    #expect(await rows(workshop, "repairs") == all)
    #expect(await workshop.done("scope", "--json").json["narrowed"] == .object([:]))
  }

  @Test func `a row that exists only here is no name for others`() async throws {
    let workshop = try await workshop()
    let unit = try #require(try workshop.depot.rows(of: "products").first?["product_imei"])
    await workshop.done("add", "repairs", "product_imei=\(unit)")
    let spoken = await workshop.type(["scope", "narrow", "repairs", "repair_id=new:1", "--json"])
    #expect(spoken.errorCode == "bad-condition")
  }

  @Test(arguments: [
    (["scope", "drop", "repairs"], "extra-operand"), (["scope", "hold"], "missing-operand"),
    (["scope", "hold", "nonsense"], "unknown-resource"),
    (["scope", "release", "alerts"], "not-held"),
    (["scope", "release", "repairs", "outcome=x"], "extra-operand"),
    (["scope", "narrow", "repairs"], "missing-operand"),
    (["scope", "narrow", "repairs,products", "shop_id=1"], "extra-operand"),
    (["scope", "narrow", "alerts", "alert_id=1"], "not-held"),
    (["scope", "narrow", "repairs", "nonsense=1"], "unknown-column"),
    (["scope", "narrow", "repairs", "repair_id>1"], "bad-condition"),
    (["scope", "narrow", "repairs", "created_at=2026-01-01"], "bad-condition"),
    (["scope", "narrow", "repairs", "outcome=a", "outcome=b"], "bad-condition"),
    (
      ["scope", "narrow", "repairs", "outcome=\(String(repeating: "x", count: 2_001))"],
      "bad-condition"
    ),
  ])
  func `what cannot be meant is refused`(words: [String], code: String) async throws {
    let workshop = try await workshop()
    #expect(await workshop.type(words + ["--json"]).errorCode == code)
  }
}
