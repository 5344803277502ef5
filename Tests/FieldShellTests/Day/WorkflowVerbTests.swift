import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct WorkflowVerbTests {
  private let workshop: Workshop
  private let unit: String
  private let repair: String

  init() async throws {
    workshop = try Workshop()
    unit = try workshop.imei()
    for row in try workshop.depot.rows(of: "repairs") where row["product_imei"] == .text(unit) {
      _ = workshop.depot.write(
        as: "system",
        .update,
        "repairs",
        key: row["repair_id"].flatMap(RowKey.init),
        ["outcome": .text("old")]
      )
    }
    repair = try Self.begin(of: unit, in: workshop)
    let resources = Workshop.resources + ",repair_workflow_events"
    await workshop.done("init", "--server", Workshop.server, "--resources", resources)
    await workshop.done("login", "--user", "system", "--password-stdin", lines: ["system"])
    await workshop.done("sync")
  }

  // A repair on the server that begins its way.
  private static func begin(of unit: String, in workshop: Workshop) throws -> String {
    let made = workshop.depot.write(
      as: "system",
      .create,
      "repairs",
      key: nil,
      [
        "product_imei": .text(unit), "workflow_name": .text("home_repair"),
        "workflow_state_id": .text("inspection"),
        "context": .json(#"{"answers":{},"inputs":{}}"#),
      ]
    )
    return try #require(try JSONNode(parsing: made.body)["repair_id"]).description
  }

  private func begin() throws -> String {
    let units = try workshop.depot.rows(of: "products").compactMap { $0["product_imei"] }
    return try Self.begin(of: try #require(units.last).description, in: workshop)
  }

  private func json(_ words: String...) async -> JSONNode {
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.code == .done, "\(words): \(spoken.output)")
    return spoken.json
  }

  private func refused(_ words: String..., code: String, naming text: String) async {
    let before = await workshop.done("queue", "--json").output
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.errorCode == code, "\(spoken.output)")
    #expect(spoken.output.contains(text), "\(spoken.output)")
    #expect(await workshop.done("queue", "--json").output == before)
  }

  @Test func `a repair is shown by its key and by its unit, with what it asks for`() async {
    let shown = await json("workflow", "show", repair)
    #expect(shown["known"]?["state"]?["ident"] == .text("inspection"))
    #expect(shown["next"]?["rehearsed"] == .boolean(false))
    #expect(shown["next"]?["state"]?["inputs"]?[0]?["type"] == .text("float"))
    #expect(await json("workflow", "show", unit)["repair"] == shown["repair"])
    let page = await workshop.done("workflow", "show", unit).output
    #expect(page.contains("repairs \(repair) is in the state Inspection (inspection)."))
    #expect(page.contains("a number, at least 0, at most 20, in steps of 0.1 from 0"))
    #expect(page.contains("inspection.done  Inspection done"))
  }

  @Test func `what is filled in waits until the event sends it`() async {
    let draft = await json("workflow", "fill", unit, "battery_voltage=12.6")
    #expect(draft["state"] == .text("draft"))
    #expect(
      draft["missing"]
        == .array([.text("external_condition"), .text("internal_inspection_result")])
    )
    await workshop.done("sync")
    #expect(
      await json("workflow", "show", unit)["draft"]?["inputs"]?["battery_voltage"] == .real(12.6)
    )
    await refused(
      "workflow",
      "event",
      unit,
      "inspection.done",
      code: "missing-field",
      naming: "external_condition, internal_inspection_result"
    )
    let whole = await json(
      "workflow",
      "fill",
      unit,
      "external_condition=damaged",
      "internal_inspection_result=Light pipes,69"
    )
    #expect(whole["missing"] == .array([]))
    #expect(whole["inputs"]?["internal_inspection_result"] == .array([.integer(12), .integer(69)]))
    let queued = await json("workflow", "event", unit, "inspection.done")
    #expect(queued["state"] == .text("queued"))
    #expect(queued["inputs"]?["battery_voltage"] == .real(12.6))
    guard case .array(let queue)? = await json("queue")["queue"] else {
      Issue.record("no queue")
      return
    }
    #expect(queue.map { $0["resource"] } == [.text("repair_send_events")])
    #expect(queue[0]["state"] == .text("waiting"))
    await workshop.done("sync")
    let after = await json("workflow", "show", unit)
    #expect(after["known"]?["state"]?["ident"] == .text("replace_pcb"))
    #expect(after["draft"] == .null)
    #expect(after["waiting"] == .array([]))
  }

  @Test func `where a state has no events, what is filled in goes when nothing is missing`() async {
    await workshop.done(
      "workflow",
      "event",
      unit,
      "inspection.done",
      "battery_voltage=1",
      "external_condition=damaged",
      "internal_inspection_result="
    )
    await workshop.done("sync")
    let queued = await json("workflow", "fill", unit, "replacement_part_type=61")
    #expect(queued["state"] == .text("queued"))
    await workshop.done("sync")
    let state = await json("workflow", "show", unit)["known"]?["state"]?["ident"]
    #expect(state == .text("test"))
  }

  @Test func `what does not fit is refused with the rule`() async {
    await refused(
      "workflow",
      "fill",
      unit,
      "battery_voltage=high",
      code: "bad-value",
      naming: "a number"
    )
    await refused(
      "workflow",
      "fill",
      unit,
      "battery_voltage=21",
      code: "bad-value",
      naming: "at most 20"
    )
    await refused(
      "workflow",
      "fill",
      unit,
      "battery_voltage=1.23",
      code: "bad-value",
      naming: "steps of 0.1"
    )
    await refused(
      "workflow",
      "fill",
      unit,
      "external_condition=bad",
      code: "bad-value",
      naming: "one of good, damaged"
    )
    await refused(
      "workflow",
      "fill",
      unit,
      "internal_inspection_result=69,7",
      code: "bad-value",
      naming: "12 Light pipes"
    )
    await refused(
      "workflow",
      "fill",
      unit,
      "batery_voltage=1",
      code: "unknown-field",
      naming: "did you mean battery_voltage?"
    )
    await refused(
      "workflow",
      "event",
      unit,
      "inspection.dune",
      code: "not-offered",
      naming: "did you mean inspection.done?"
    )
    await refused("workflow", "fill", unit, code: "missing-operand", naming: "IDENT=VALUE")
    await refused("workflow", "show", "99999", code: "unknown-key", naming: "99999")
    await refused("workflow", "event", unit, "inspection.done", "x", code: "bad-value", naming: "x")
  }

  @Test func `a repair whose state is not known says so`() async throws {
    let other = try #require(
      try workshop.depot.rows(of: "repairs").first { ($0["workflow_state_id"] ?? .null).isNull }
    )
    let key = try #require(other["repair_id"]).description
    #expect(await json("workflow", "show", key)["known"] == .null)
    await refused("workflow", "event", key, "x", code: "not-found", naming: "is not known here")
  }

  @Test func `undo takes a step back, and drop the draft`() async {
    let step = await json(
      "workflow",
      "event",
      unit,
      "inspection.hopeless",
      "battery_voltage=1",
      "external_condition=good",
      "internal_inspection_result=12"
    )
    let number = step["change"]?.description ?? ""
    await workshop.done("undo", number, "--yes")
    await workshop.done("workflow", "fill", unit, "battery_voltage=1")
    let draft = await json("workflow", "show", unit)["draft"]?["change"]?.description ?? ""
    await workshop.done("queue", "drop", draft)
    #expect(await json("queue")["queue"] == .array([]))
    #expect(await json("workflow", "show", unit)["draft"] == .null)
  }

  @Test func `the next states are rehearsed by past repairs and marked`() async throws {
    await workshop.done(
      "workflow",
      "event",
      unit,
      "inspection.done",
      "battery_voltage=1",
      "external_condition=damaged",
      "internal_inspection_result="
    )
    #expect(await json("workflow", "show", unit)["next"] == .null)
    await workshop.done("sync")
    await workshop.done("workflow", "fill", unit, "replacement_part_type=61")
    await workshop.done("sync")
    let second = try begin()
    await workshop.done("sync")
    await workshop.done(
      "workflow",
      "event",
      second,
      "inspection.done",
      "battery_voltage=1",
      "external_condition=damaged",
      "internal_inspection_result="
    )
    let shown = await json("workflow", "show", second)
    #expect(shown["next"]?["rehearsed"] == .boolean(true))
    #expect(shown["next"]?["state"]?["ident"] == .text("replace_pcb"))
    #expect(shown["next"]?["likely"] == .object(["times": .integer(1), "of": .integer(1)]))
    let page = await workshop.done("workflow", "show", second).output
    #expect(page.contains("Rehearsed: then likely Replace PCB (replace_pcb), as in 1 of 1"))
    await refused(
      "workflow",
      "fill",
      second,
      "replacement_part_type=7",
      code: "bad-value",
      naming: "44"
    )
    let filled = await json("workflow", "fill", second, "replacement_part_type=61")
    #expect(filled["state"] == .text("queued"))
    #expect(filled["rehearsed"] == .boolean(true))
    await workshop.done("sync")
    let after = await json("workflow", "show", second)
    #expect(after["known"]?["state"]?["ident"] == .text("test"))
    #expect(after["waiting"] == .array([]))
  }

  private static let person = Terminal.screen(80)

  @Test func `the form asks one question at a time, and a half-filled one waits`() async {
    let first = await workshop.type(
      ["workflow", "fill", unit],
      lines: ["high", "12.6", "2", ""],
      terminal: Self.person
    )
    #expect(first.code == .done)
    #expect(first.output.contains("1/3  Battery voltage (V)"))
    #expect(first.output.contains("battery_voltage cannot be \"high\": a number."))
    #expect(first.output.contains("3/3  Parts with faults"))
    #expect(first.output.contains("  2  Light pipes"))
    let draft = await json("workflow", "show", unit)["draft"]?["inputs"]
    #expect(draft?["battery_voltage"] == .real(12.6))
    #expect(draft?["external_condition"] == .text("damaged"))
    let second = await workshop.type(
      ["workflow", "fill", unit],
      lines: ["1, 3", "7", "1"],
      terminal: Self.person
    )
    #expect(!second.output.contains("Battery voltage"))
    let waiting = await json("workflow", "show", unit)["waiting"]?[0]
    #expect(waiting?["event"] == .text("inspection.done"))
    #expect(
      waiting?["inputs"]?["internal_inspection_result"] == .array([.integer(69), .integer(15)])
    )
  }

  @Test func `a unit with several open repairs names none of them`() async throws {
    let second = try Self.begin(of: unit, in: workshop)
    await workshop.done("sync")
    await refused(
      "workflow",
      "show",
      unit,
      code: "ambiguous-name",
      naming: "\(repair), \(second)"
    )
    #expect(await json("workflow", "show", second)["repair"]?.description == second)
  }

  @Test func `what was filled in for a state that passed is kept and said`() async throws {
    await workshop.done("workflow", "fill", unit, "battery_voltage=1")
    _ = workshop.depot.write(
      as: "system",
      .update,
      "repairs",
      key: .integer(Int64(repair) ?? 0),
      ["workflow_state_id": .text("test")]
    )
    await workshop.done("sync")
    let page = await workshop.done("workflow", "show", unit).output
    #expect(page.contains("What was filled in for inspection is kept and not sent (change 1)"))
    let draft = await json("workflow", "fill", unit, "test_time=08:30:00")
    #expect(draft["inputs"] == .object(["test_time": .text("08:30:00")]))
  }

  @Test func `a failure of the tools is reported with what happened`() async {
    await workshop.done(
      "workflow",
      "event",
      unit,
      "inspection.done",
      "battery_voltage=1",
      "external_condition=good",
      "internal_inspection_result="
    )
    await workshop.done("sync")
    await refused(
      "workflow",
      "event",
      unit,
      "ERROR_EVENT",
      code: "missing-field",
      naming: "severity="
    )
    await workshop.done(
      "workflow",
      "event",
      unit,
      "ERROR_EVENT",
      "ident=modem_imei",
      "message=no answer",
      "severity=temporary"
    )
    await workshop.done("sync")
    #expect(await json("queue")["queue"] == .array([]))
    #expect(await json("workflow", "show", unit)["known"]?["state"]?["ident"] == .text("test"))
  }

  // A unit in a state, without a repair that follows a workflow.
  private func unit(in state: Int64) async throws -> String {
    let unit = try #require(
      try workshop.depot.rows(of: "products").compactMap { $0["product_imei"] }.dropFirst(2).first
    )
    let made = workshop.depot.write(
      as: "system",
      .create,
      "states",
      key: nil,
      [
        "product_imei": unit, "prev_state_type": .integer(1),
        "current_state_type": .integer(state),
      ]
    )
    let key = try #require(try JSONNode(parsing: made.body)["state_id"])
    _ = workshop.depot.write(
      as: "system",
      .update,
      "products",
      key: RowKey(unit),
      ["latest_state_id": key.fieldValue]
    )
    await workshop.done("scope", "hold", "states")
    await workshop.done("sync")
    return unit.description
  }

  @Test func `a repair is asked for without signal, and steps hang on it`() async throws {
    let unit = try await unit(in: 8)
    await workshop.done(
      "workflow",
      "event",
      repair,
      "inspection.done",
      "battery_voltage=1",
      "external_condition=good",
      "internal_inspection_result="
    )
    await workshop.done("sync")
    await refused("workflow", "show", unit, code: "unknown-key", naming: "workflow open")
    let opened = await json("workflow", "open", unit)
    #expect(opened["request"] == .null)
    let key = opened["repair"]?.description.filter { $0 != "\"" } ?? ""
    #expect(key.hasPrefix("new:"))
    await refused("workflow", "open", unit, code: "already-done", naming: key)
    let shown = await json("workflow", "show", unit)
    #expect(shown["next"]?["state"]?["ident"] == .text("inspection"))
    #expect(shown["next"]?["rehearsed"] == .boolean(true))
    await workshop.done(
      "workflow",
      "event",
      unit,
      "inspection.done",
      "battery_voltage=1",
      "external_condition=good",
      "internal_inspection_result="
    )
    await workshop.done("sync")
    let after = await json("workflow", "show", key)
    #expect(after["known"]?["state"]?["ident"] == .text("test"))
    #expect(await json("queue")["queue"] == .array([]))
    await refused("workflow", "open", unit, code: "already-done", naming: "repairs ")
  }

  @Test func `a unit that is not in repair is put there first by whoever may`() async throws {
    let unit = try await unit(in: 6)
    let opened = await json("workflow", "open", unit)
    #expect(opened["request"] == .text("change_state"))
    await workshop.done("sync")
    #expect(
      await json("workflow", "show", unit)["known"]?["state"]?["ident"] == .text("inspection")
    )
  }

  @Test func `a technician who may not do that is told early, and asks a manager`() async throws {
    let unit = try await unit(in: 6)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    let opened = await json("workflow", "open", unit)
    #expect(opened["request"] == .text("product_notes"))
    #expect(opened["warnings"]?.description.contains("needs ADMIN") == true)
    _ = await workshop.type(["sync"])
    let notes = try workshop.depot.rows(of: "product_notes").compactMap { $0["note_text"] }
    #expect(notes.contains { $0.description.contains("product state \(unit) IN_REPAIR_SYSTEM") })
  }

  @Test func `a state is read in the language of its reader, and both are kept`() async {
    let french = ["LANG": "fr_FR.UTF-8"]
    let words = ["workflow", "show", unit]
    let before = await workshop.type(words, environment: french).output
    #expect(before.contains("Battery voltage (V)"))
    _ = await workshop.type(["sync"], environment: french)
    let after = await workshop.type(words, environment: french).output
    #expect(after.contains("Tension de la batterie (V)"))
    #expect(await workshop.done("workflow", "show", unit).output.contains("Battery voltage (V)"))
  }
}
