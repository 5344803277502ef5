import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct AlertVerbTests {
  private let workshop: Workshop
  /// Two alerts that nobody has dismissed, of different units.
  private let open: [RowFields]

  init() async throws {
    workshop = try Workshop()
    await workshop.done(
      "init",
      "--server",
      Workshop.server,
      "--resources",
      Workshop.resources + ",alerts"
    )
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    open = try workshop.depot.rows(of: "alerts").filter { $0["dismissed_at"]?.isNull ?? true }
  }

  private func key(_ position: Int = 0) throws -> String {
    try #require(open[position]["alert_id"]).description
  }

  private func listed(_ words: String...) async -> [JSONNode] {
    let spoken = await workshop.type(["alert", "list", "--json"] + words)
    guard case .array(let rows)? = spoken.json["rows"] else { return [] }
    return rows.compactMap { $0["alert_id"] }
  }

  @Test func `the list has what nobody dismissed, of all units or of one`() async throws {
    let all = open.compactMap { $0["alert_id"].map(JSONNode.init) }
    #expect(!all.isEmpty)
    #expect(Set(await listed().map(\.description)) == Set(all.map(\.description)))
    let unit = try #require(open.first?["product_imei"])
    let own = open.filter { $0["product_imei"] == unit }
    #expect(await listed(unit.description).count == own.count)
    let explained = await workshop.done("alert", "list", unit.description, "--explain")
    #expect(
      explained.output.hasPrefix(
        "fieldsync list alerts dismissed_at = null product_imei = \(unit) --order -start_time\n"
      )
    )
  }

  @Test func `an alert is dismissed once, with a reason, and the list says that it waits`()
    async throws
  {
    let alert = try key()
    let spoken = await workshop.done("alert", "dismiss", alert, "all", "is", "well", "--json")
    #expect(
      spoken.json["plan"]?[0]?["line"]
        == .text("fieldsync do dismiss_alert \(alert) 'dismissal_reason=all is well'")
    )
    let list = await workshop.done("alert", "list")
    #expect(list.errors.contains("Waiting to be dismissed by the next sync: \(alert)."))
    let again = await workshop.type(["alert", "dismiss", alert, "--json"])
    #expect(again.errorCode == "already-done")
    #expect(again.output.contains("fieldsync queue show 1"))
    await workshop.done("sync")
    let row = try workshop.depot.rows(of: "alerts").first {
      $0["alert_id"]?.description == alert
    }
    #expect(row?["dismissal_reason"] == .text("all is well"))
    #expect(await workshop.done("alert", "list").errors.isEmpty)
    #expect(!(await listed().map(\.description)).contains(alert))
    let late = await workshop.type(["alert", "dismiss", alert, "--json"])
    #expect(late.errorCode == "already-done")
    #expect(late.output.contains("was dismissed already"))
  }

  @Test func `the repair that saw to it has to be of the same unit`() async throws {
    let unit = try #require(open.first?["product_imei"]).description
    let other = try #require(
      try workshop.depot.rows(of: "products").first { $0["product_imei"]?.description != unit }?[
        "product_imei"
      ]
    ).description
    await workshop.done("add", "repairs", "product_imei=\(unit)")
    await workshop.done("add", "repairs", "product_imei=\(other)")
    let wrong = await workshop.type([
      "alert", "dismiss", try key(), "--repair", "new:2", "--json",
    ])
    #expect(wrong.errorCode == "not-offered")
    #expect(wrong.output.contains("about different units"))
    await workshop.done("alert", "dismiss", try key(), "--repair", "new:1")
    await workshop.done("sync")
    let row = try workshop.depot.rows(of: "alerts").first { $0["alert_id"] == open[0]["alert_id"] }
    let repairs = try workshop.depot.rows(of: "repairs").filter {
      $0["repair_id"] == row?["repair_id"]
    }
    #expect(repairs.first?["product_imei"]?.description == unit)
  }
}
