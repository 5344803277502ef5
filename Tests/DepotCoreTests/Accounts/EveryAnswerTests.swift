import CatalogModel
import Testing

@testable import DepotCore

struct EveryAnswerTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: ["/home", "/repairs", "/repairs/99", "/nowhere", "/repairs?page=abc"])
  func `every answer carries the depot's date`(_ target: String) {
    #expect(bench.send("GET", target).header("date") == "Mon, 05 Mar 2018 13:01:41 GMT")
  }

  @Test func `home greets without a token, in plain text`() {
    let response = bench.send("GET", "/home", as: nil)
    #expect(response.status == 200)
    #expect(response.header("content-type") == "text/plain; charset=utf-8")
    #expect(response.text.contains(bench.clock.now.description))
  }

  @Test func `HEAD is GET without a body`() {
    let response = bench.send("HEAD", "/repairs")
    #expect(response.status == 200)
    #expect(response.body.isEmpty)
  }

  @Test func `OPTIONS says what may be done`() {
    let response = bench.send("OPTIONS", "/repairs/1")
    #expect(response.status == 200)
    #expect(response.header("allow") == "DELETE, GET, HEAD, OPTIONS, PUT")
  }

  @Test func `a row has every column, sorted, as ASCII`() throws {
    let response = bench.send("GET", "/repairs/2")
    #expect(
      response.line
        == #"{"arrival_date":"2018-03-02","context":null,"created_at":"2018-03-05T12:00:01","#
        + #""created_by":"import","latest_workflow_event_id":null,"#
        + #""measured_battery_capacity":11.5,"modified_at":"2018-03-05T13:01:41.500000","#
        + #""modified_by":"colleague","outcome":"r\u00e9par\u00e9","pending_status":true,"#
        + #""process":null,"product_imei":"356799070010010","refurbishment_date":null,"#
        + #""repair_centre_id":null,"repair_id":2,"workflow_name":null,"#
        + #""workflow_state_id":null}"#
    )
  }

  @Test func `counters and log know what was asked`() throws {
    var settings = DepotSettings()
    settings.requestLogLimit = 2
    let bench = try Bench(settings: settings)
    let before = bench.depot.counters
    _ = bench.send("GET", "/repairs?page=1")
    _ = bench.send("PUT", "/repairs/1", json: "{}")
    _ = bench.send("GET", "/nowhere")
    #expect(bench.depot.counters.requests == before.requests + 3)
    #expect(bench.depot.counters.writes == before.writes + 1)
    #expect(bench.depot.counters.refusals == before.refusals + 1)
    #expect(
      bench.depot.requestLog == [
        DepotLogEntry(method: "PUT", path: "/v1/repairs/1", query: "", status: 200),
        DepotLogEntry(method: "GET", path: "/v1/nowhere", query: "", status: 404),
      ]
    )
  }

  @Test func `an unknown resource has no back door`() {
    #expect(throws: DepotError.self) { try bench.depot.rows(of: "nowhere") }
    #expect(bench.depot.write(as: "x", .create, "nowhere").status == 404)
    #expect(bench.depot.write(as: "x", .delete, "repairs").status == 405)
  }
}
