import CatalogModel
import Testing

@testable import DepotCore

/// Units that connect when they are called, later or never.
struct UnitTests {
  private static let imei = Bench.imeis[0]
  private static let unit = "/products/\(imei)"
  let bench: Bench

  init() throws { bench = try Bench() }

  private func product() throws -> RowFields {
    try #require(try bench.depot.rows(of: "products").first)
  }

  private func pass(_ seconds: Double) {
    bench.clock.advance(seconds: seconds)
    _ = bench.send("GET", "/home", as: nil)
  }

  private func makeParameter(_ status: String, _ value: String) throws {
    if try bench.depot.count(of: "parameter_types") == 0 {
      let type: RowFields = [
        "name": .text("energy_limit"), "data_type": .text("float"), "repeatable": .boolean(false),
        "setting": .boolean(false),
      ]
      #expect(bench.depot.write(as: "x", .create, "parameter_types", type).status == 201)
    }
    let parameter: RowFields = [
      "product_imei": .text(Self.imei), "parameter_type_id": .integer(1), "value": .text(value),
      "status": .text(status), "date_added": .text("2018-01-01T00:00:00"),
    ]
    #expect(bench.depot.write(as: "tech", .create, "product_parameters", parameter).status == 201)
  }

  @Test func `a switch is pending until the unit has fetched it and confirms`() throws {
    #expect(bench.send("PUT", Self.unit + "/disable", as: "tech").status == 200)
    #expect(try product()["current_enable_flag"] == .boolean(true))
    #expect(bench.send("POST", Self.unit + "/sync", as: "tech").status == 200)
    pass(1)
    #expect(try product()["current_enable_flag"] == .boolean(true), "the unit takes two seconds")
    pass(1)
    let unit = try product()
    #expect(unit["current_enable_flag"] == .boolean(false))
    #expect(unit["modified_by"] == .text("unit"))
    #expect(unit["latest_rtc_mo_status_report_time"] != .null)
    let history = try bench.depot.rows(of: "enable_history")
    #expect(
      history.map { $0["current_enable_state"] } == [.text("pending_disabled"), .text("disabled")]
    )
    #expect(unit["latest_enable_history_id"] == .integer(2))
    #expect(bench.depot.failures.isEmpty)
  }

  @Test func `a status update makes a pending parameter active and ends the one before`() throws {
    try makeParameter("active", "20")
    try makeParameter("pending", "30")
    #expect(bench.send("POST", Self.unit + "/status_update", as: "tech").status == 200)
    pass(2)
    let parameters = try bench.depot.rows(of: "product_parameters")
    #expect(parameters.map { $0["status"] } == [.text("removed"), .text("active")])
    #expect(parameters[0]["date_removed"] != .null)
    let before = try product()
    pass(600)
    #expect(try product() == before, "called once, it connects once")
  }

  @Test func `a unit without an open connection is woken, and takes its time`() throws {
    let other = "/products/\(Bench.imeis[1])"
    #expect(bench.send("POST", other + "/force_connection", as: "tech").status == 200)
    #expect(try bench.depot.count(of: "sms_history") == 1)
    pass(119)
    #expect(try bench.depot.count(of: "connections") == 0)
    pass(1)
    #expect(try bench.depot.rows(of: "connections").first?["product_imei"] == .text(Bench.imeis[1]))
    #expect(bench.send("POST", Self.unit + "/force_connection", as: "tech").status == 200)
    #expect(try bench.depot.count(of: "sms_history") == 1, "this one listens")
  }

  @Test func `a unit may be slow, and it may never answer`() throws {
    bench.depot.setUnitDelay(Self.imei, to: nil)
    #expect(bench.send("POST", Self.unit + "/sync", as: "tech").status == 200)
    pass(5_000)
    #expect(try bench.depot.count(of: "connections") == 0)
    bench.depot.setUnitDelay(Self.imei, to: 60)
    #expect(bench.send("POST", Self.unit + "/sync", as: "tech").status == 200)
    pass(59)
    #expect(try bench.depot.count(of: "connections") == 0)
    pass(1)
    #expect(try bench.depot.count(of: "connections") > 0)
    bench.depot.connectUnit("999")
    #expect(bench.depot.failures.isEmpty)
  }

  @Test func `a unit says who it is, and nobody else speaks for it`() throws {
    let set = bench.depot.write(
      as: "x",
      .update,
      "products",
      key: .text(Self.imei),
      ["device_key": .text("k1")]
    )
    #expect(set.status == 200)
    let door = { (method: String, path: String, body: String?) in
      bench.send(method, path, json: body, as: nil)
    }
    #expect(door("GET", "/rc_data", nil).status == 401)
    #expect(door("GET", "/rc_data?imei=999", nil).status == 401)
    #expect(door("GET", "/rc_data?imei=\(Self.imei)&device_key=k2", nil).status == 401)
    try makeParameter("pending", "30")
    let mine = "?imei=\(Self.imei)&device_key=k1"
    #expect(door("POST", "/rm_data\(mine)", "{}").status == 200)
    #expect(door("GET", "/rm_data\(mine)", nil).status == 405)
    let fetched = door("GET", "/rc_data\(mine)", nil).json
    #expect(fetched["parameters"]?["energy_limit"] == .text("30"))
    #expect(try bench.depot.rows(of: "product_parameters")[0]["status"] == .text("active"))
    #expect(door("POST", "/rc_data\(mine)", #"{"enabled":false}"#).status == 200)
    #expect(try product()["current_enable_flag"] == .boolean(false))
  }

  @Test func `an energy limit is cut to what the battery of the unit allows`() throws {
    let suggest = { (limit: String) in
      bench.send(
        "PUT",
        Self.unit + "/suggest_energy_limit",
        json: #"{"energy_limit":\#(limit)}"#,
        as: "tech"
      )
    }
    #expect(suggest(#""50""#).text.contains("NON_EXISTANT"))
    for name in ["ACTIVATING", "ACTIVATED"] {
      let made = bench.depot.write(as: "x", .create, "state_types", ["name": .text(name)])
      #expect(made.status == 201)
    }
    for state in [2, 3, 5] {
      let body = #"{"new_state":\#(state)}"#
      #expect(
        bench.send("PUT", Self.unit + "/change_state", json: body, as: "admin").status == 200
      )
    }
    #expect(suggest(#""50""#).text.contains("battery"))
    try fitBattery()
    try makeParameter("pending", "10")
    let cut = suggest(#""90""#).json["data"]
    #expect(cut?["applied"] == .text("60.0"))
    #expect(cut?["bounded"] == .boolean(true))
    #expect(suggest(#""50""#).json["data"]?["bounded"] == .boolean(false))
    #expect(suggest("50").status == 400)
    #expect(
      try bench.depot.rows(of: "product_parameters").map { $0["status"] }
        == [.text("expired"), .text("expired"), .text("pending")]
    )
    let history = bench.send("GET", Self.unit + "/parameters/history", as: "watch").json["data"]
    guard case .array(let all)? = history?["product_parameters"] else {
      Issue.record("the history has a list")
      return
    }
    #expect(all.count == 3)
  }

  private func fitBattery() throws {
    func make(_ resource: String, _ fields: RowFields) {
      let response = bench.depot.write(as: "x", .create, resource, fields)
      #expect(response.status == 201, "\(resource): \(response.text)")
    }
    make("part_type_categories", ["name": .text("Battery")])
    make(
      "part_types",
      [
        "name": .text("12V"), "part_type_category_id": .integer(1),
        "serial_number_category": .text("known"),
      ]
    )
    make("parts", ["serial_number": .text("B1"), "part_type_id": .integer(1)])
    make("part_product_linker", ["part_id": .integer(1), "product_imei": .text(Self.imei)])
    make(
      "default_energy_limits",
      [
        "battery_type_id": .integer(1), "state_type_id": .integer(5), "energy_limit": .real(40),
        "max_energy_limit": .real(60), "min_energy_limit": .real(5),
      ]
    )
  }

  @Test func `the tamper switch is pending until the unit connects`() throws {
    #expect(bench.send("PUT", Self.unit + "/enable_tamper_switch", as: "tech").status == 200)
    bench.depot.connectUnit(Self.imei)
    let history = try bench.depot.rows(of: "tamper_enable_history")
    #expect(
      history.map { $0["current_tamper_enable_state"] }
        == [.text("pending_enabled"), .text("enabled")]
    )
  }
}
