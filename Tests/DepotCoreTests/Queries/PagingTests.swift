import CatalogModel
import Testing

@testable import DepotCore

struct PageCase: Sendable, CustomTestStringConvertible {
  let arguments: String
  let shops: [String]
  let page: Int64
  let pages: Int64

  init(_ arguments: String, _ shops: [Int], page: Int64, of pages: Int64) {
    self.arguments = arguments
    self.shops = shops.map(String.init)
    self.page = page
    self.pages = pages
  }

  var testDescription: String { arguments }
}

struct PagingTests {
  /// Of three shops, with a default of 2 and a maximum of 5 rows a page.
  static let cases: [PageCase] = [
    PageCase("", [1, 2], page: 1, of: 2),
    PageCase("?page=2", [3], page: 2, of: 2),
    PageCase("?page=3", [], page: 3, of: 2),
    PageCase("?page=0", [], page: 0, of: 2),
    PageCase("?page=-1&results_per_page=1", [2], page: -1, of: 3),
    PageCase("?results_per_page=1", [1], page: 1, of: 3),
    PageCase("?results_per_page=1&page=3", [3], page: 3, of: 3),
    PageCase("?results_per_page=1000", [1, 2, 3], page: 1, of: 1),
    PageCase("?results_per_page=0", [1, 2], page: 1, of: 2),
    PageCase("?results_per_page=-5", [1, 2], page: 1, of: 2),
    PageCase("?results_per_page=abc", [1, 2], page: 1, of: 2),
    PageCase("?page=99999999999999&results_per_page=3", [], page: 99_999_999_999_999, of: 1),
  ]

  let bench: Bench

  init() throws {
    var settings = DepotSettings()
    settings.defaultPageSize = 2
    settings.maximumPageSize = 5
    bench = try Bench(settings: settings)
  }

  @Test(arguments: cases)
  func `a page is cut as the library cuts it`(_ pageCase: PageCase) {
    let response = bench.send("GET", "/shops\(pageCase.arguments)")
    #expect(response.status == 200)
    #expect(response.keys("shop_id") == pageCase.shops)
    #expect(response.json["page"] == .integer(pageCase.page))
    #expect(response.json["total_pages"] == .integer(pageCase.pages))
    #expect(response.count == 3)
  }

  @Test(arguments: ["abc", "1.5", ""])
  func `a page that is no number is an exception`(_ page: String) {
    let response = bench.send("GET", "/shops?page=\(page)")
    #expect(response.status == 500)
    #expect(response.isHTML)
  }

  @Test func `an empty result has page 1 of 0`() {
    let response = bench.send("GET", "/parts")
    #expect(response.line == #"{"num_results":0,"objects":[],"page":1,"total_pages":0}"#)
    #expect(
      response.header("link")
        == #"<http://depot.test/v1/parts?page=0&results_per_page=2>; rel="last""#
    )
  }

  @Test func `link and content type come twice, and link drops q`() {
    let response = bench.search("shops", #"{"filters":[]}"#, "&results_per_page=1")
    let links = response.headers.filter { $0.name == "Link" }.map(\.value)
    let next = #"<http://depot.test/v1/shops?page=2&results_per_page=1>; rel="next""#
    let last = #"<http://depot.test/v1/shops?page=3&results_per_page=1>; rel="last""#
    #expect(links == ["\(next), \(last)", "\(next), \(last)"])
    #expect(response.headers.filter { $0.name == "Content-Type" }.count == 2)
  }

  @Test(arguments: [
    (#"{"limit":2}"#, 2, ["1", "2"]), (#"{"limit":"2"}"#, 2, ["1", "2"]),
    (#"{"limit":0}"#, 3, ["1", "2"]), (#"{"offset":1}"#, 2, ["2", "3"]),
    (#"{"limit":1,"offset":2}"#, 1, ["3"]), (#"{"limit":250}"#, 3, ["1", "2"]),
  ])
  func `limit caps the count and leaves paging alone`(
    _ query: String,
    _ count: Int64,
    _ shops: [String]
  ) {
    let response = bench.search("shops", query)
    #expect(response.count == count)
    #expect(response.keys("shop_id") == shops)
  }

  @Test(arguments: [
    (#"[{"field":"name"}]"#, ["3", "1"]),
    (#"[{"field":"name","direction":"desc"}]"#, ["2", "1"]),
    (#"[{"field":"hub_id"},{"field":"shop_id","direction":"desc"}]"#, ["3", "2"]),
    (#"[]"#, ["1", "2"]),
  ])
  func `rows come in the order asked for`(_ order: String, _ shops: [String]) {
    let response = bench.search("shops", #"{"order_by":\#(order)}"#)
    #expect(response.keys("shop_id") == shops)
  }

  @Test func `null is the greatest value in an order`() {
    let ascending = bench.search(
      "repairs",
      #"{"order_by":[{"field":"measured_battery_capacity"}]}"#
    )
    #expect(ascending.keys("repair_id") == ["1", "2"])
    let descending = bench.search(
      "repairs",
      #"{"order_by":[{"field":"measured_battery_capacity","direction":"desc"}]}"#
    )
    #expect(descending.keys("repair_id") == ["3", "2"])
  }

  @Test func `an order through a relation loses rows and counts doubles`() {
    let response = bench.search(
      "products",
      #"{"order_by":[{"field":"repairs__repair_id"}]}"#,
      "&results_per_page=5"
    )
    #expect(response.count == 3)
    #expect(response.keys("product_imei") == Array(Bench.imeis.prefix(2)))
  }

  @Test func `a single row comes bare with its place`() {
    let response = bench.search(
      "symptom_types",
      #"{"single":true,"filters":[{"name":"name","op":"eq","val":"no_light"}]}"#
    )
    #expect(response.status == 200)
    #expect(response.json["label"] == .text("Label no_light"))
    let places = response.headers.filter { $0.name == "Location" }.map(\.value)
    #expect(places == Array(repeating: "http://depot.test/v1/symptom_types/1", count: 2))
  }
}
