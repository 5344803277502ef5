import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct DoTests {
  /// Units of the data set that keep a connection open, and that do not.
  private static func unit(_ workshop: Workshop, listens: Bool) throws -> String {
    let rows = try workshop.depot.rows(of: "products")
    let row = rows.first { $0["rtc_enabled_flag"] == .boolean(listens) }
    return try #require(row?["product_imei"]).description
  }

  @Test func `an action waits in the queue, is sent once, and its answer is kept`() async throws {
    let workshop = try await Workshop.ready()
    let unit = try Self.unit(workshop, listens: true)
    workshop.transport.weather = .cut
    let asked = await workshop.done("do", "enable", unit, "--json")
    #expect(asked.json["state"] == .text("queued"))
    #expect(asked.json["key"] == .text(unit))
    #expect(asked.json["change"] == .integer(1))
    #expect(asked.json["expires_at"] == .text("2026-03-11T08:00:00"))
    let waiting = await workshop.done("queue", "show", "1", "--json").json
    #expect(waiting["kind"] == .text("action"))
    #expect(waiting["subject"]?["key"] == .text(unit))
    workshop.transport.weather = .clear
    let sync = await workshop.done("sync", "--json")
    #expect(sync.json["pushed"]?["applied"] == .integer(1))
    #expect(sync.output.contains(#""note":"requested""#))
    let receipt = await workshop.done("queue", "show", "1", "--json").json["receipt"]
    #expect(receipt?["answer"]?["message"] == .text("Product is pending enable"))
    let page = await workshop.done("queue", "show", "1")
    #expect(page.output.contains("The server said: Product is pending enable"))
  }

  @Test(arguments: [
    (["do"], "missing-operand", "do needs ACTION"),
    (["do", "enabel", "UNIT"], "unknown-action", "did you mean enable?"),
    (["do", "enable"], "missing-operand", "enable needs the key of a row of products"),
    (["do", "enable", "12345"], "unknown-key", "products 12345 is not in this replica"),
    (["do", "enable", "UNIT", "now=1"], "unknown-field", "enable takes no fields"),
    (["do", "enable", "UNIT", "now"], "bad-value", "now"),
    (["do", "change_state", "UNIT"], "missing-field", "change_state needs new_state"),
    (["do", "change_state", "UNIT", "new_state=ten"], "bad-value", "a whole number is expected"),
    (["do", "change_state", "UNIT", "new_state=10"], "bad-value", "is not between 1 and 9"),
    (["do", "change_state", "UNIT", "newstate=3"], "unknown-field", "did you mean new_state?"),
    (["do", "sync", "DEAF"], "not-allowed", "only for rows whose rtc_enabled_flag is true"),
    (["do", "repair_send_events", "1", "event=x"], "not-allowed", "a repair's workflow"),
    (["do", "auth_login"], "not-allowed", "the log-in"),
    (["do", "enable", "UNIT", "--held"], "option-clash", "enable does not read"),
    (["do", "create_hub2", "imei=1", "imsi=2"], "not-writable", "imsi is a secret"),
    (["do", "create_hub2", "imei=1"], "missing-field", "imsi is missing"),
    (["do", "product_parts", "UNIT", "--held"], "not-found", "is held here"),
  ])
  func `what does not fit is refused at the prompt, and nothing is queued`(
    words: [String],
    code: String,
    sentence: String
  ) async throws {
    let workshop = try await Workshop.ready()
    let (unit, deaf) = (
      try Self.unit(workshop, listens: true), try Self.unit(workshop, listens: false)
    )
    let requests = workshop.transport.requests
    let spoken = await workshop.type(
      words.map { ["UNIT": unit, "DEAF": deaf][$0] ?? $0 } + ["--json"]
    )
    #expect(spoken.errorCode == code)
    #expect(spoken.output.contains(sentence), "\(spoken.output)")
    #expect(spoken.code != .done)
    #expect(workshop.transport.requests == requests)
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
  }

  @Test func `a state that cannot follow is refused, also after what waits`() async throws {
    let workshop = try Workshop()
    let resources = "\(Workshop.resources),states"
    await workshop.done("init", "--server", Workshop.server, "--resources", resources)
    await workshop.done("login", "--user", "admin", "--password-stdin", lines: ["admin"])
    await workshop.done("sync")
    let monitored = try workshop.depot.rows(of: "states")
      .filter { $0["current_state_type"] == .integer(6) }.compactMap { $0["state_id"] }
    let units = try workshop.depot.rows(of: "products")
    let unit = try #require(
      units.first { $0["latest_state_id"].map(monitored.contains) ?? false }?["product_imei"]
    ).description
    let first = await workshop.type(["do", "change_state", unit, "new_state=STORED", "--json"])
    #expect(first.errorCode == "forbidden-transition")
    #expect(first.output.contains("it can go to"))
    await workshop.done("do", "change_state", unit, "new_state=IN_REPAIR_SYSTEM")
    let again = await workshop.type(["do", "change_state", unit, "new_state=8", "--json"])
    #expect(again.errorCode == "forbidden-transition")
    await workshop.done("do", "change_state", unit, "new_state=ACTIVATED")
    let sync = await workshop.done("sync", "--json")
    #expect(sync.json["pushed"]?["applied"] == .integer(2))
  }

  @Test func `what an action read is read again without signal, with its time`() async throws {
    let workshop = try await Workshop.ready()
    let unit = try workshop.imei()
    let asked = await workshop.done("do", "product_parts", unit, "--json")
    #expect(asked.json["held"] == .boolean(false))
    workshop.clock.advance(by: 86_400)
    workshop.transport.weather = .cut
    let kept = await workshop.type(["do", "product_parts", unit, "--json"])
    #expect(kept.code == .offline)
    #expect(kept.json["held"] == .boolean(true))
    #expect(kept.json["data"] == asked.json["data"])
    #expect(kept.json["answered_at"] == asked.json["answered_at"])
    let page = await workshop.done("do", "product_parts", unit, "--held")
    #expect(page.output.contains("As the server had it at 2026-03-04 08:00:00 UTC."))
    workshop.transport.weather = .clear
    await workshop.done("login", "--user", "admin", "--password-stdin", lines: ["admin"])
    // Another account may be allowed to see more, or less.
    let others = await workshop.type(["do", "product_parts", unit, "--held", "--json"])
    #expect(others.errorCode == "not-found")
  }

  @Test func `a secret is sent and left nowhere`() async throws {
    let workshop = try await Workshop.ready()
    let secrets = ["356938035643809-imsi", "hunter2-key", ""]
    let spoken = await workshop.type(
      ["do", "create_hub2", "imei=356938035643809", "--secrets-stdin", "--json"],
      lines: secrets
    )
    // The depot does not offer it; it was asked.
    #expect(spoken.code != .done)
    #expect(workshop.transport.requests > 0)
    #expect(await !workshop.type(["log", "--json"]).output.contains("hunter2"))
    let files = try #require(
      FileManager.default.enumerator(at: workshop.home, includingPropertiesForKeys: nil)
    )
    for case let file as URL in files {
      let bytes = (try? Data(contentsOf: file)) ?? Data()
      #expect(bytes.range(of: Data("hunter2".utf8)) == nil, "\(file.lastPathComponent)")
    }
    #expect(!spoken.output.contains("hunter2"))
    #expect(!spoken.errors.contains("hunter2"))
  }

  @Test func `explained, nothing is asked`() async throws {
    let workshop = try await Workshop.ready()
    let unit = try workshop.imei()
    let requests = workshop.transport.requests
    let spoken = await workshop.done("do", "enable", unit, "--explain")
    #expect(spoken.output.contains("PUT /products/\(unit)/enable"))
    #expect(spoken.output.contains("enable_history shows whether it happened"))
    let json = await workshop.done("do", "create_hub2", "imei=1", "--explain", "--json").json
    #expect(json["explained"]?["payload"]?["device_key"] == .text("…"))
    #expect(workshop.transport.requests == requests)
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
  }

  @Test func `an expired action is asked for again by releasing it`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("do", "enable", try workshop.imei())
    workshop.clock.advance(by: 8 * 86_400)
    let entry = await workshop.done("queue", "show", "1", "--json").json
    #expect(entry["state"] == .text("expired"))
    #expect(await workshop.done("queue").output.contains("waited too long"))
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    let held = await workshop.done("sync", "--json")
    #expect(held.json["pushed"]?["applied"] == .integer(0))
    #expect(held.output.contains(#""reason":"expired""#))
    await workshop.done("queue", "release", "1")
    #expect(await workshop.done("sync", "--json").json["pushed"]?["applied"] == .integer(1))
  }

  @Test func `what is taken back is not sent, and what was sent is not taken back`() async throws {
    let workshop = try await Workshop.ready()
    let unit = try workshop.imei()
    await workshop.done("do", "enable", unit)
    await workshop.done("undo")
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
    #expect(await workshop.type(["redo", "--json"]).errorCode == "action-gone")
    await workshop.done("do", "disable", unit)
    await workshop.done("sync")
    let spoken = await workshop.type(["undo", "2", "--json"])
    #expect(spoken.errorCode == "action-sent")
  }

  @Test func `an action belongs to the resource that it is about`() async throws {
    let workshop = try await Workshop.ready()
    let unit = try workshop.imei()
    await workshop.done("do", "enable", unit)
    let plan = { (only: String) in
      await workshop.done("sync", "--dry-run", "--only", only, "--json").json["ready"]
    }
    #expect(await plan("repairs") == .array([]))
    let planned: JSONNode = .object(["resource": .text("enable"), "key": .text("\(unit) #1")])
    #expect(await plan("products") == .array([planned]))
    let others = await workshop.done("sync", "--only", "repairs", "--json")
    #expect(others.json["pushed"]?["applied"] == .integer(0))
    await workshop.done("queue", "hold", "1")
    let held = await workshop.done("sync", "--only", "products", "--json")
    #expect(held.output.contains(#""reason":"held""#))
    await workshop.done("queue", "release", "1")
    let sync = await workshop.done("sync", "--only", "products", "--json")
    #expect(sync.json["pushed"]?["applied"] == .integer(1))
  }
}
