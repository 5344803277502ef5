import CatalogModel
import Testing

@testable import DepotCore

struct ActionTests {
  private static let unit = "/products/\(Bench.imeis[0])"
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test func `every catalogued action that is not built is not found`() {
    for action in bench.depot.catalog.actions
    where DepotActions.implemented[action.name] == nil && !action.isAnonymous {
      let path = action.path.split(separator: "/")
        .map { $0.hasPrefix("<") ? "1" : String($0) }
        .joined(separator: "/")
      let response = bench.send(action.method, "/\(path)", json: "{}")
      #expect(response.status == 404, "\(action.name)")
      #expect(response.isHTML)
    }
  }

  @Test(arguments: [
    ("POST", "/sync"), ("POST", "/status_update"), ("POST", "/send_wakeup"), ("PUT", "/enable"),
    ("PUT", "/disable"), ("PUT", "/change_state"), ("GET", "/parts"),
  ])
  func `an action on a unit that is not there is missing`(_ method: String, _ path: String) {
    let response = bench.send(method, "/products/999\(path)")
    #expect(response.status == 404)
    #expect(response.line == Refused.missing)
  }

  @Test func `sync and status_update need a unit that listens`() throws {
    let other = "/products/\(Bench.imeis[1])"
    for path in ["/sync", "/status_update"] {
      #expect(bench.send("POST", Self.unit + path, as: "tech").json["status"] == .text("success"))
      let refused = bench.send("POST", other + path, as: "tech")
      #expect(refused.status == 400)
      #expect(refused.json["status"] == .text("validation-error"))
    }
    let product = try #require(bench.depot.rows(of: "products").first)
    #expect(product["latest_rtc_mt_status_update_time"] == .text(bench.clock.now.description))
    #expect(product["modified_by"] == .text("tech"))
  }

  @Test func `switching a unit leaves a pending entry that the unit points at`() throws {
    #expect(bench.send("PUT", Self.unit + "/disable", as: "tech").status == 200)
    bench.clock.advance(seconds: 1)
    let response = bench.send("PUT", Self.unit + "/enable", as: "tech")
    #expect(response.json["data"]?["current_enable_state"] == .text("pending_enabled"))
    let history = try bench.depot.rows(of: "enable_history")
    #expect(history.map { $0["prev_enable_state"] } == [.text("init"), .text("pending_disabled")])
    #expect(history.map { $0["user"] } == [.text("tech"), .text("tech")])
    let product = try #require(bench.depot.rows(of: "products").first)
    #expect(product["latest_enable_history_id"] == .integer(2))
    #expect(product["desired_enable_flag"] == .boolean(true))
  }

  @Test func `a wakeup is a message in the history`() throws {
    let response = bench.send("POST", Self.unit + "/send_wakeup", as: "admin")
    #expect(response.json["data"]?["sms_timeout"] == .integer(3_600))
    let messages = try bench.depot.rows(of: "sms_history")
    #expect(messages.count == 1)
    #expect(messages[0]["trigger"] == .text("wakeup"))
    #expect(messages[0]["sms_timeout"] == .real(3_600))
  }

  @Test func `a unit goes where the table of transitions lets it go`() throws {
    let change = { (state: String) in
      bench.send("PUT", Self.unit + "/change_state", json: #"{"new_state":\#(state)}"#, as: "admin")
    }
    #expect(change("2").status == 200)
    #expect(change("3").status == 200)
    let refused = change("2")
    #expect(refused.status == 400)
    #expect(refused.json["status"] == .text("validation-error"))
    #expect(refused.json["data"] == .object([:]))
    #expect(refused.text.contains("SHIPPED"))
    #expect(change("\"3\"").status == 400)
    #expect(change("99").status == 400)
    let states = try bench.depot.rows(of: "states")
    #expect(states.map { $0["prev_state_type"] } == [.integer(1), .integer(2)])
    #expect(states.map { $0["current_state_type"] } == [.integer(2), .integer(3)])
    #expect(try bench.depot.rows(of: "products")[0]["latest_state_id"] == .integer(2))
  }

  @Test func `an alert is dismissed once`() throws {
    let type: RowFields = [
      "name": .text("low"), "label": .text("Low"), "version": .integer(1), "status": .text("live"),
      "analysis_frequency": .integer(3_600), "active": .boolean(true),
    ]
    #expect(bench.depot.write(as: "x", .create, "alert_types", type).status == 201)
    let alert: RowFields = ["product_imei": .text(Bench.imeis[0]), "alert_type_id": .integer(1)]
    #expect(bench.depot.write(as: "x", .create, "alerts", alert).status == 201)
    let dismiss = { (body: String) in
      bench.send("PUT", "/alerts/1/dismiss", json: body, as: "tech")
    }
    #expect(dismiss(#"{"repair_id":"x"}"#).line == Refused.data)
    #expect(dismiss(#"{"dismissal_reason":"seen","repair_id":1}"#).status == 200)
    let row = try bench.row("alerts", 1)
    #expect(row["dismissed_by"] == .text("tech"))
    #expect(row["dismissal_reason"] == .text("seen"))
    #expect(row["repair_id"] == .integer(1))
    #expect(dismiss("{}").json["status"] == .text("validation-error"))
    #expect(try bench.row("alerts", 1) == row)
  }

  @Test func `the parts of a unit are listed by part`() throws {
    let category: RowFields = ["name": .text("Battery")]
    #expect(bench.depot.write(as: "x", .create, "part_type_categories", category).status == 201)
    let type: RowFields = [
      "name": .text("12V"), "part_type_category_id": .integer(1),
      "serial_number_category": .text("known"),
    ]
    #expect(bench.depot.write(as: "x", .create, "part_types", type).status == 201)
    let part: RowFields = ["serial_number": .text("B1"), "part_type_id": .integer(1)]
    #expect(bench.depot.write(as: "x", .create, "parts", part).status == 201)
    for date in ["2017-01-01", "2018-01-01"] {
      let linker: RowFields = [
        "part_id": .integer(1), "product_imei": .text(Bench.imeis[0]),
        "date_added": .text("\(date)T00:00:00"),
      ]
      #expect(bench.depot.write(as: "x", .create, "part_product_linker", linker).status == 201)
    }
    let response = bench.send("GET", Self.unit + "/parts", as: "watch")
    let entry = try #require(response.json["data"]?["1"])
    #expect(entry["part"]?["serial_number"] == .text("B1"))
    #expect(entry["part_type"]?["name"] == .text("12V"))
    #expect(entry["part_product_linker"]?["date_added"] == .text("2018-01-01T00:00:00"))
  }
}
