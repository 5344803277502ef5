import CatalogModel
import Testing

@testable import DepotCore

/// What a search may carry that no client should send, and that the library takes all the same.
struct OddQueryTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  @Test(arguments: [
    (#"{"filters":[{"or":""}]}"#, 3), (#"{"filters":[{"and":{}}]}"#, 3), (#"{"order_by":""}"#, 3),
    (#"{"order_by":{}}"#, 3), (#"{"limit":1,"limit":2}"#, 2), (#"{"limit":"2"}"#, 2),
    (#"{"group_by":[{"field":"repair_id"}]}"#, 1),
    (#"{"group_by":[{"field":"repair_id"}],"limit":2}"#, 2),
    (#"{"filters":[{"name":"outcome","op":"==","val":[]}]}"#, 0),
    (#"{"filters":[{"name":"measured_battery_capacity","op":"<","val":Infinity}]}"#, 2),
    (#"{"filters":[{"name":"measured_battery_capacity","op":"<","val":"NaN"}]}"#, 2),
  ])
  func `rows are counted`(_ query: String, _ count: Int64) {
    let response = bench.search("repairs", query)
    #expect(response.status == 200, "\(response.text)")
    #expect(response.count == count)
  }

  @Test(arguments: [
    ("page=+1_0", 10), ("page=%202%20", 2), ("page=-1", -1),
    ("results_per_page=99999999999999999999", 1),
  ])
  func `numbers are read as Python reads them`(_ argument: String, _ page: Int64) {
    let response = bench.send("GET", "/repairs?\(argument)")
    #expect(response.status == 200)
    #expect(response.json["page"] == .integer(page))
  }

  @Test(arguments: ["1__0", "_1", "1_", "1.0", "", "a"])
  func `what is no number makes the library stumble`(_ page: String) {
    #expect(bench.send("GET", "/repairs?page=\(page)").status == 500)
  }

  @Test func `a truth value beside a list is no value at all`() {
    for value in ["[true]", "{}"] {
      let filter = #"{"filters":[{"name":"pending_status","op":"==","val":\#(value)}]}"#
      #expect(bench.search("repairs", filter).status == 500)
    }
  }
}
