import CatalogModel
import RemoteAPI
import Testing

struct QueryCheckTests {
  @Test(arguments: [
    RowQuery(pageSize: 0), RowQuery(pageSize: 1, page: 0), RowQuery(pageSize: 1, page: -1),
    RowQuery(filters: [.isNull("nothing_such")], pageSize: 1),
    RowQuery(filters: [.any([])], pageSize: 1),
    RowQuery(filters: [.all([.any([])])], pageSize: 1),
    RowQuery(filters: [.compare("outcome", .equal, .null)], pageSize: 1),
    RowQuery(filters: [.compare("context", .equal, .json("{}"))], pageSize: 1),
    RowQuery(filters: [.compare("outcome", .equal, .blob([1]))], pageSize: 1),
    RowQuery(
      filters: [.compare("measured_battery_capacity", .less, .real(.infinity))],
      pageSize: 1
    ),
    RowQuery(filters: [.isIn("created_at", [.text("2016-01-01")])], pageSize: 1),
    RowQuery(filters: [.isIn("repair_id", [.integer(1), .null])], pageSize: 1),
    RowQuery(filters: [.isIn("repair_id", [.integer(1 << 52)])], pageSize: 1),
    RowQuery(filters: [.compare("repair_centre_id", .equal, .integer(1 << 52))], pageSize: 1),
    RowQuery(order: [RowOrder("nothing_such")], pageSize: 1),
    RowQuery(
      filters: [.isIn("repair_id", (0..<600).map { .integer(1_000_000 + $0) })],
      pageSize: 1
    ),
  ])
  func `a query that the server answers badly is not sent`(_ query: RowQuery) async throws {
    let shop = try Shop()
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await shop.server.rows(of: repairs, matching: query)
    }
    #expect(error?.code == .refusedByClient)
    #expect(shop.transport.requests.isEmpty)
  }

  @Test
  func `an empty list is a query like any other`() async throws {
    let shop = try Shop([.json(200, #"{"num_results":0,"objects":[],"page":1,"total_pages":0}"#)])
    let query = RowQuery(filters: [.isIn("repair_id", [])], pageSize: 1)
    let page = try await shop.server.rows(of: try shop.resource("repairs"), matching: query)
    #expect(try page.decoded().numResults == 0)
  }

  @Test
  func `the length of the request line is known before it is sent`() async throws {
    let shop = try Shop([.json(200, #"{"num_results":0,"objects":[],"page":1,"total_pages":0}"#)])
    let repairs = try shop.resource("repairs")
    let query = RowQuery(filters: [.isNull("modified_at")], pageSize: 10)
    _ = try await shop.server.rows(of: repairs, matching: query)
    let sent = try #require(shop.transport.requests.first)
    #expect(
      shop.server.requestLineLength(of: repairs, matching: query)
        == "GET \(sent.target) HTTP/1.1\r\n".utf8.count
    )
  }
}
