import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct ProductVerbTests {
  private let workshop: Workshop
  private let unit: String

  init() async throws {
    workshop = try Workshop()
    await workshop.done(
      "init",
      "--server",
      Workshop.server,
      "--resources",
      Workshop.resources + ",states"
    )
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    await workshop.done("sync")
    unit = try workshop.imei()
  }

  private func queue() async -> JSONNode? { await workshop.done("queue", "--json").json["queue"] }

  private func line(_ spoken: Spoken, _ position: Int = 0) -> String? {
    if case .text(let line)? = spoken.json["plan"]?[position]?["line"] { line } else { nil }
  }

  @Test func `a note is one row, captured as add captures it`() async throws {
    let spoken = await workshop.done("product", "note", unit, "it's", "cracked", "--json")
    #expect(spoken.json["state"] == .text("captured"))
    #expect(spoken.json["plan"]?[0]?["result"]?["key"] == .text("new:1"))
    #expect(
      line(spoken)
        == "fieldsync add product_notes product_imei=\(unit) 'note_text=it'\\''s cracked'"
    )
    let row = await workshop.done("show", "product_notes", "new:1", "--json").json["row"]
    #expect(row?["note_text"] == .text("it's cracked"))
    #expect(row?["product_imei"] == .text(unit))
    let page = await workshop.done("product", "note", unit, "again")
    #expect(page.output == "Added product_notes new:2; it goes to the server with the next sync.\n")
  }

  @Test func `a unit is named by its serial number, too`() async throws {
    let row = await workshop.done("show", "products", unit, "--json").json["row"]
    let serial = try #require(row?["serial_number"])
    guard case .text(let number) = serial else { return }
    let spoken = await workshop.done("product", "enable", number, "--explain", "--json")
    #expect(line(spoken) == "fieldsync do enable \(unit)")
  }

  @Test(arguments: [
    (["note", "UNIT", "x"], "add product_notes product_imei=UNIT note_text=x"),
    (["enable", "UNIT"], "do enable UNIT"), (["disable", "UNIT"], "do disable UNIT"),
    (["show", "UNIT"], "scan UNIT"),
    (
      ["parts", "UNIT"],
      "list part_product_linker product_imei = UNIT date_removed = null"
    ),
    (["state", "UNIT"], "list states product_imei = UNIT --order -state_id --limit 1"),
  ])
  func `what is explained is what can be typed, and nothing is done`(
    words: [String],
    command: String
  ) async throws {
    let words = ["product"] + words.map { $0 == "UNIT" ? unit : $0 } + ["--explain"]
    let spoken = await workshop.type(words)
    let line = "fieldsync \(command.replacingOccurrences(of: "UNIT", with: unit))"
    #expect(spoken.code == .done, "\(spoken.errors)")
    #expect(spoken.output == "\(line)\nNothing was done.\n")
    #expect(await queue() == .array([]))
    // A row that an explanation made leaves no gap behind.
    let typed = try WordReader.words(in: line)
    #expect(await workshop.type(Array(typed.dropFirst())).code == .done)
    let next = await workshop.done("product", "note", unit, "x", "--json")
    let number = words.contains("note") ? "new:2" : "new:1"
    #expect(next.json["plan"]?[0]?["result"]?["key"] == .text(number))
  }

  @Test func `switching waits in the queue as do lets it wait`() async throws {
    let spoken = await workshop.done("product", "disable", unit, "--json")
    #expect(spoken.json["plan"]?[0]?["result"]?["action"] == .text("disable"))
    #expect(await queue()?[0]?["resource"] == .text("disable"))
    await workshop.done("sync")
    let history = try workshop.depot.rows(of: "enable_history").filter {
      $0["product_imei"] == .text(unit) && $0["current_enable_state"] == .text("pending_disabled")
    }
    #expect(!history.isEmpty)
  }

  @Test func `the state of a unit is told with what may follow, also after what waits`()
    async throws
  {
    let states = try workshop.depot.rows(of: "states")
    let monitored = states.first { $0["current_state_type"] == .integer(6) }
    let latest = try workshop.depot.rows(of: "products").first { product in
      states.contains {
        $0["state_id"] == product["latest_state_id"] && $0["current_state_type"] == .integer(6)
      }
    }
    #expect(monitored != nil)
    let unit = try #require(latest?["product_imei"]).description
    let told = await workshop.done("product", "state", unit, "--json").json
    #expect(told["state"] == .text("MONITORED"))
    #expect(told["state_number"] == .integer(6))
    #expect(told["change"] == .null)
    guard case .array(let next)? = told["next"] else { return }
    #expect(next.contains(.text("IN_REPAIR_SYSTEM")))
    let asked = await workshop.done("product", "state", unit, "IN_REPAIR_SYSTEM")
    #expect(asked.errors.contains("Its documents ask for ADMIN."))
    let after = await workshop.done("product", "state", unit)
    #expect(after.output.contains("is IN_REPAIR_SYSTEM."))
    #expect(after.output.contains("waits to be asked for (change 1)"))
    let wrong = await workshop.type(["product", "state", unit, "MONITORED", "--json"])
    #expect(wrong.errorCode == "forbidden-transition")
  }

  @Test func `the parts in a unit are named with type and number, and those taken out are not`()
    async throws
  {
    let fitted = try workshop.depot.rows(of: "part_product_linker")
      .filter { $0["product_imei"] == .text(unit) }
    let inside = fitted.filter { $0["date_removed"]?.isNull ?? true }
    let told = await workshop.done("product", "parts", unit, "--json").json
    guard case .array(let parts)? = told["parts"] else { return }
    #expect(!inside.isEmpty)
    #expect(
      parts.compactMap { $0["key"] } == inside.compactMap { $0["part_id"].map(JSONNode.init) }
    )
    #expect(parts.allSatisfy { $0["type"] != .null })
    let page = await workshop.done("product", "parts", unit)
    #expect(page.output.split(separator: "\n").count == inside.count + 1)
  }

  @Test(arguments: [
    (["product"], "missing-operand", "product needs show|state|"),
    (["product", "shwo", "UNIT"], "extra-operand", "did you mean show?"),
    (["product", "note", "UNIT"], "missing-operand", "product note needs TEXT"),
    (["product", "note"], "missing-operand", "product note needs PRODUCT"),
    (["product", "enable", "UNIT", "now"], "extra-operand", "has no use for"),
    (["product", "enable", "123"], "unknown-key", "products 123 is not in this replica"),
    (["alert", "list", "--repair", "3"], "unknown-option", "alert list has no option --repair"),
    (["alert", "list"], "not-held", "alerts"),
  ])
  func `what does not fit is refused, and nothing is captured`(
    words: [String],
    code: String,
    sentence: String
  ) async throws {
    let spoken = await workshop.type(words.map { $0 == "UNIT" ? unit : $0 } + ["--json"])
    #expect(spoken.errorCode == code, "\(spoken.output)")
    #expect(spoken.output.contains(sentence), "\(spoken.output)")
    #expect(await queue() == .array([]))
  }
}
