import CatalogModel
import Testing

@testable import DepotCore

/// The walk of a repair through its workflow, as the documents describe it.
struct RepairWorkflowTests {
  private static let unit = "/products/\(Bench.imeis[0])"
  private static let inspected =
    #"{"battery_voltage":12.5,"external_condition":"good","internal_inspection_result":[12,69]}"#
  let bench: Bench

  init() throws {
    bench = try Bench()
    for name in ["ACTIVATING", "ACTIVATED", "MONITORED", "UNMONITORED", "IN_REPAIR_SYSTEM"] {
      let made = bench.depot.write(as: "x", .create, "state_types", ["name": .text(name)])
      #expect(made.status == 201)
    }
  }

  private func putIntoRepair() {
    for state in [2, 3, 8] {
      let body = #"{"new_state":\#(state)}"#
      #expect(
        bench.send("PUT", Self.unit + "/change_state", json: body, as: "admin").status == 200
      )
    }
  }

  private func begin() throws -> String {
    putIntoRepair()
    let answer = bench.send("GET", Self.unit + "/get_repair", as: "tech").json
    guard case .integer(let repair)? = answer["data"]?["repair_id"] else {
      throw BenchError(text: "\(answer)")
    }
    return "/repairs/\(repair)"
  }

  private func inputs(_ repair: String, _ body: String) -> DepotResponse {
    bench.send("PUT", repair + "/send_inputs", json: body, as: "tech")
  }

  private func event(_ repair: String, _ name: String, _ rest: String = "") -> DepotResponse {
    bench.send("PUT", repair + "/send_events", json: #"{"event":"\#(name)"\#(rest)}"#, as: "tech")
  }

  private func state(_ repair: String, _ headers: [String: String] = [:]) -> JSONNode? {
    bench.send("GET", repair + "/current_state", as: "tech", headers: headers).json["data"]
  }

  @Test func `a repair is begun once, for a unit that is in repair`() throws {
    let refused = bench.send("GET", Self.unit + "/get_repair", as: "tech")
    #expect(refused.status == 400)
    #expect(refused.text.contains("NON_EXISTANT"))
    let repair = try begin()
    #expect(
      bench.send("GET", Self.unit + "/get_repair", as: "tech").json["data"]?["repair_id"]
        == .integer(4)
    )
    #expect(repair == "/repairs/4")
    let row = try bench.row("repairs", 4)
    #expect(row["workflow_name"] == .text("home_repair"))
    #expect(row["workflow_state_id"] == .text("inspection"))
    #expect(try bench.depot.rows(of: "repair_workflow_states").count == 1)
  }

  @Test func `a state tells what it asks for and what may happen, in both languages`() throws {
    let repair = try begin()
    let told = state(repair)
    #expect(told?["ident"] == .text("inspection"))
    guard case .array(let asked)? = told?["inputs"], asked.count == 3 else {
      Issue.record("three inputs are asked for")
      return
    }
    #expect(asked[0]["data_type"] == .text("float"))
    #expect(asked[0]["validation_rules"]?["max"] == .integer(20))
    #expect(asked[2]["selection_type"] == .text("multi"))
    #expect(asked[2]["options"] != nil)
    let french = state(repair, ["accept-language": "de, fr-FR;q=0.9, en;q=0.5"])
    #expect(french?["events"] != told?["events"])
    #expect(state(repair, ["accept-language": "fr;q=0, en"]) == told)
  }

  @Test(arguments: [
    (#"{"battery_voltage":12.5,"external_condition":"good"}"#, "internal_inspection_result"),
    (
      #"{"battery_voltage":20.1,"external_condition":"good","internal_inspection_result":[]}"#,
      "battery_voltage"
    ),
    (
      #"{"battery_voltage":12.55,"external_condition":"good","internal_inspection_result":[]}"#,
      "battery_voltage"
    ),
    (
      #"{"battery_voltage":"12","external_condition":"good","internal_inspection_result":[]}"#,
      "battery_voltage"
    ),
    (
      #"{"battery_voltage":12,"external_condition":"so-so","internal_inspection_result":[]}"#,
      "external_condition"
    ),
    (
      #"{"battery_voltage":12,"external_condition":"good","internal_inspection_result":[13]}"#,
      "internal_inspection_result"
    ),
    (
      #"{"battery_voltage":12,"external_condition":"good","internal_inspection_result":[],"x":1}"#,
      "x"
    ),
  ])
  func `inputs outside their rules are refused by name, and nothing of them is kept`(
    body: String,
    name: String
  ) throws {
    let repair = try begin()
    let before = try bench.row("repairs", 4)
    let refused = inputs(repair, body)
    #expect(refused.status == 400)
    #expect(refused.json["status"] == .text("validation-error"))
    #expect(refused.json["validation_errors"]?[name] != nil)
    #expect(try bench.row("repairs", 4) == before)
  }

  @Test func `inputs stay in a state with events, and the event moves on`() throws {
    let repair = try begin()
    let early = event(repair, "inspection.done")
    #expect(early.status == 400)
    #expect(early.text.contains("battery_voltage"))
    #expect(inputs(repair, Self.inspected).status == 200)
    #expect(state(repair)?["ident"] == .text("inspection"))
    #expect(event(repair, "test.passed").status == 400)
    #expect(event(repair, "inspection.done").status == 200)
    #expect(state(repair)?["ident"] == .text("test"))
    #expect(event(repair, "inspection.done").status == 400)
    let moved = try #require(try bench.depot.rows(of: "repair_workflow_events").first)
    #expect(moved["current_state_id"] == .text("inspection"))
    #expect(moved["event_id"] == .text("inspection.done"))
    #expect(moved["next_state_id"] == .text("test"))
    #expect(moved["created_by"] == .text("tech"))
    #expect(try bench.row("repairs", 4)["latest_workflow_event_id"] == .integer(1))
  }

  @Test func `in a state without events the inputs move on, and twice they meet the next`() throws {
    let repair = try begin()
    let damaged = Self.inspected.replacing("good", with: "damaged")
    #expect(inputs(repair, damaged).status == 200)
    #expect(event(repair, "inspection.done").status == 200)
    #expect(state(repair)?["ident"] == .text("replace_pcb"))
    #expect(inputs(repair, #"{"replacement_part_type":44}"#).status == 200)
    #expect(state(repair)?["ident"] == .text("test"))
    #expect(inputs(repair, #"{"replacement_part_type":44}"#).status == 400)
  }

  @Test func `an event may lead back to its own state, and the history shows both visits`() throws {
    let repair = try begin()
    #expect(inputs(repair, Self.inspected).status == 200)
    #expect(event(repair, "inspection.done").status == 200)
    let tested = #"{"modem_imei":"356799070010010","test_time":"10:30:00"}"#
    for _ in 1...2 {
      #expect(inputs(repair, tested).status == 200)
      #expect(event(repair, "test.repeat").status == 200)
      #expect(state(repair)?["ident"] == .text("test"))
    }
    let history = bench.send("GET", repair + "/history", as: "tech").json["data"]
    guard case .array(let entries)? = history else {
      Issue.record("the history is a list")
      return
    }
    #expect(
      entries.map { $0["ident"] } == [
        .text("inspection"), .text("test"), .text("test"), .text("test"),
      ]
    )
    let open = try bench.depot.rows(of: "repair_workflow_states").filter {
      $0["exit_time"] == .null
    }
    #expect(open.count == 1)
    #expect(event(repair, "test.repeat").status == 400, "each visit asks for its inputs anew")
  }

  @Test func `a repair that comes to its end has an outcome, and the next one is another`() throws {
    let repair = try begin()
    #expect(inputs(repair, Self.inspected).status == 200)
    #expect(event(repair, "inspection.hopeless").status == 200)
    #expect(inputs(repair, #"{"termination_reason":"burnt"}"#).status == 400)
    #expect(inputs(repair, #"{"termination_reason":"burnt all over"}"#).status == 200)
    let row = try bench.row("repairs", 4)
    #expect(row["outcome"] == .text("scrapped"))
    #expect(row["pending_status"] == .boolean(false))
    #expect(state(repair)?["events"] == .array([]))
    #expect(inputs(repair, "{}").status == 400)
    let next = bench.send("GET", Self.unit + "/get_repair", as: "tech").json
    #expect(next["data"]?["repair_id"] == .integer(5))
  }

  @Test func `a failure of the tools is told with what failed and for how long`() throws {
    let repair = try begin()
    #expect(inputs(repair, Self.inspected).status == 200)
    #expect(event(repair, "inspection.done").status == 200)
    #expect(event(repair, "ERROR_EVENT").status == 400)
    let failure = #","payload":{"ident":"modem_imei","message":"no port","severity":"temporary"}"#
    #expect(event(repair, "ERROR_EVENT", failure).status == 200)
    #expect(state(repair)?["ident"] == .text("test"))
    let told = try bench.depot.rows(of: "repair_workflow_events").last
    let payload = "\(told?["payload"] ?? .null)"
    #expect(payload.contains("no port"))
  }

  @Test func `current states are listed, and narrowed`() throws {
    _ = try begin()
    let list = { (query: String) -> [JSONNode] in
      let path = "/repairs/list_current_states\(query)"
      guard case .array(let rows)? = bench.send("GET", path, as: "tech").json["data"] else {
        return []
      }
      return rows
    }
    #expect(list("").map { $0["repair_id"] } == [.integer(4)])
    #expect(list("").first?["repair_state_name"] == .text("Inspection"))
    #expect(list("?username=tech").count == 1)
    #expect(list("?username=colleague").isEmpty)
    #expect(list("?repair_state=test").isEmpty)
    #expect(list("?entity_id=1").isEmpty)
  }

  @Test func `a repair without a workflow has no state`() {
    let refused = bench.send("GET", "/repairs/1/current_state", as: "tech")
    #expect(refused.status == 400)
    #expect(bench.send("GET", "/repairs/99/current_state", as: "tech").status == 404)
  }

  @Test func `a rule names the workflow, and one without a name forbids it`() throws {
    putIntoRepair()
    let rule: RowFields = [
      "product_type_id": .integer(1), "selector_type": .text("USER"),
      "selector_value": .text("tech"), "workflow_name": .null,
    ]
    let made = bench.depot.write(as: "x", .create, "repair_workflow_selectors", rule)
    #expect(made.status == 201, "\(made.text)")
    #expect(bench.send("GET", Self.unit + "/get_repair", as: "tech").status == 400)
    let named = bench.depot.write(
      as: "x",
      .update,
      "repair_workflow_selectors",
      key: .integer(1),
      ["workflow_name": .text("home_repair")]
    )
    #expect(named.status == 200)
    #expect(bench.send("GET", Self.unit + "/get_repair", as: "colleague").status == 400)
    #expect(bench.send("GET", Self.unit + "/get_repair", as: "tech").status == 200)
  }

  @Test func `a server may take events under the singular name`() throws {
    var settings = DepotSettings()
    settings.usesSingularEventPath = true
    let bench = try Bench(settings: settings)
    let put = { (path: String) in
      bench.send("PUT", "/repairs/1/\(path)", json: #"{"event":"x"}"#, as: "tech")
    }
    #expect(put("send_events").isHTML)
    #expect(put("send_event").status == 400)
  }
}
