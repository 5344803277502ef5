import CatalogModel
import DepotCore
import Foundation
import SyncCore
import Testing

@testable import FieldShell

struct WatchTests {
  private let workshop: Workshop
  private let unit: String
  private let deaf: String

  init() async throws {
    workshop = try await Workshop.ready()
    let rows = try workshop.depot.rows(of: "products")
    let named = { (listens: Bool) in
      rows.first { $0["rtc_enabled_flag"] == .boolean(listens) }?["product_imei"]?.description
    }
    unit = try #require(named(true))
    deaf = try #require(named(false))
  }

  private func watched() async -> JSONNode? {
    await workshop.done("product", "watch", "--json").json["watches"]
  }

  @Test func `watching is asking now, and again with each sync for a day`() async throws {
    let said = await workshop.done("product", "watch", unit, "--explain")
    #expect(said.output.hasPrefix("fieldsync do sync \(unit)\nNothing was done.\n"))
    #expect(said.output.contains("For a day each sync asks products \(unit) again (sync)"))
    #expect(await watched() == .array([]))
    let done = await workshop.done("product", "watch", unit, "--json").json
    #expect(done["watched_until"] == .text("2026-03-05T08:00:00"))
    #expect(done["plan"]?[0]?["result"]?["action"] == .text("sync"))
    let watch = await watched()?[0]
    #expect(watch?["key"] == .text(unit))
    #expect(watch?["until"] == .text("2026-03-05T08:00:00"))
    #expect(watch?["asked_at"] == .null)
    await workshop.done("sync")
    workshop.clock.advance(by: 901)
    let sync = await workshop.done("sync", "--json")
    #expect(sync.output.contains(#""note":"unit-confirmed""#))
    #expect(await watched()?[0]?["asked_at"] != .null)
    let page = await workshop.done("product", "watch")
    #expect(page.output == "products \(unit) until 2026-03-05 08:00:00 UTC\n")
    await workshop.done("product", "watch", unit, "--stop")
    #expect(await watched() == .array([]))
    workshop.clock.advance(by: 901)
    #expect(await workshop.done("sync", "--json").json["notes"] == .array([]))
  }

  @Test func `a unit without a connection gets a message, of which the level is told`() async {
    let said = await workshop.done("product", "watch", deaf, "--explain")
    #expect(said.output.hasPrefix("fieldsync do send_wakeup \(deaf)\n"))
    #expect(said.errors.contains("Its documents ask for ADMIN."))
  }

  @Test func `queued, requested and confirmed by the unit are told apart`() async throws {
    workshop.depot.setUnitDelay(unit, to: nil)
    await workshop.done("do", "sync", unit)
    #expect(await asked()?[0]?["state"] == .text("queued"))
    #expect(await page().contains("queued since 2026-03-04 08:00:00 UTC"))
    await workshop.done("sync")
    #expect(await asked()?[0]?["state"] == .text("requested"))
    #expect(await page().contains("requested at 2026-03-04 08:00:00 UTC"))
    #expect(await workshop.done("log").output.contains("requested"))
    let open = await workshop.done("queue", "show", "1")
    #expect(open.output.contains("Requested: the unit has yet to confirm it."))
    workshop.clock.advance(by: 60)
    workshop.depot.connectUnit(unit)
    let sync = await workshop.done("sync")
    #expect(sync.errors.contains("The unit confirmed sync \(unit) #1."))
    #expect(await asked()?[0]?["state"] == .text("confirmed"))
    #expect(await asked()?[0]?["time"] == .text("2026-03-04T08:01:00"))
    #expect(await page().contains("confirmed by the unit at 2026-03-04 08:01:00 UTC"))
    let receipt = await workshop.done("queue", "show", "1", "--json").json["receipt"]
    #expect(receipt?["unit"]?["state"] == .text("confirmed"))
    #expect(receipt?["unit"]?["confirmed_at"] == .text("2026-03-04T08:01:00"))
    let closed = await workshop.done("queue", "show", "1")
    #expect(closed.output.contains("The unit confirmed it at 2026-03-04 08:01:00 UTC."))
    let log = await workshop.done("log").output
    #expect(log.contains("confirmed by the unit"))
    #expect(log.contains("2026-03-04 08:01:00 UTC"))
    let french = await workshop.type(
      ["product", "show", unit],
      environment: ["LANG": "fr_FR.UTF-8"]
    )
    #expect(french.output.contains("confirmé par l'appareil à"))
  }

  private func asked() async -> JSONNode? {
    await workshop.done("product", "show", unit, "--json").json["found"]?[0]?["asked"]
  }

  private func page() async -> String { await workshop.done("product", "show", unit).output }

  @Test func `an own catalog without such units gives runs nobody to ask`() throws {
    let bundled = FactReader(catalog: try CatalogLoader.bundled(), verb: "v")
    let rules = try WatchFacts(bundled).rules(pause: 1, wakeupPause: 2)
    #expect(rules.calls.map(\.action) == ["sync", "send_wakeup"])
    #expect(rules.calls.map(\.pause) == [1, 2])
    let path = FileManager.default.currentDirectoryPath + "/samples/kittens.catalog.json"
    let kittens = try CatalogLoader.load(file: URL(fileURLWithPath: path))
    #expect(throws: ShellError.self) {
      try WatchFacts(FactReader(catalog: kittens, verb: "v"))
    }
  }

  @Test func `how often and how long is this home's to say`() async throws {
    let file = workshop.home.appendingPathComponent("config.json")
    var text = try String(contentsOf: file, encoding: .utf8)
    text = text.replacingOccurrences(
      of: "{\n",
      with: "{\n  \"unit_calls\": 1, \"unit_pause\": 60, \"unit_wait\": 0,\n",
      options: [],
      range: text.range(of: "{\n")
    )
    try text.write(to: file, atomically: true, encoding: .utf8)
    let told = await workshop.done("config", "--json").json
    #expect(told["unit_calls"] == .integer(1))
    #expect(told["unit_pause"] == .integer(60))
    #expect(told["wakeup_pause"] == .null)
    await workshop.done("product", "watch", unit)
    await workshop.done("sync")
    workshop.clock.advance(by: 61)
    let sync = await workshop.done("sync", "--json").json
    #expect(sync["pushed"]?["applied"] == .integer(0))
    #expect(sync["notes"]?[0]?["note"] == .text("requested"))
    #expect(sync["notes"]?[0]?["resource"] == .text("sync"))
    let none = await workshop.type(
      ["sync", "--json"],
      environment: ["FIELDSYNC_UNIT_CALLS": "0"]
    )
    #expect(none.json["notes"] == .array([]))
    let wrong = await workshop.type(
      ["sync", "--json"],
      environment: ["FIELDSYNC_UNIT_CALLS": "-1"]
    )
    #expect(wrong.errorCode == "bad-configuration")
  }
}
