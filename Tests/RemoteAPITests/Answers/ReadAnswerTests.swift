import CatalogModel
import RemoteAPI
import Testing

struct ReadAnswerTests {
  private static let notFound = ScriptedTransport.Answer.framework(
    404,
    "Not Found",
    "The requested URL was not found on the server."
  )

  static let failures: [(ScriptedTransport.Answer, RemoteError.Code)] = [
    (.html(200), .notThisAPI), (.html(302), .notThisAPI), (.html(401), .notThisAPI),
    (.html(403), .notThisAPI), (.html(404), .notThisAPI), (.html(511), .notThisAPI),
    (.html(407), .proxyLogin), (.json(403, #"{"error":"x"}"#), .notThisAPI),
    (.json(200, #"{"num_results":0,"objects":[]}"#, type: "text/html"), .notThisAPI),
    (.json(200, "[]"), .notThisAPI), (.json(200, ""), .notThisAPI),
    (.json(200, #"{"num_results":3,"objects":[{"repair_id":1}"#), .notThisAPI),
    (.json(200, #"{"message":"hello"}"#), .notThisAPI),
    (.json(301, "{}"), .notThisAPI), (.json(204, ""), .notThisAPI),
    (notFound, .notFound), (.json(404, "{}"), .notFound),
    (.json(400, #"{"message":"Unable to construct query"}"#), .rejected),
    (.json(403, #"{"message":"No"}"#), .forbidden),
    (.json(500, #"{"message":"oops"}"#), .serverFault), (.html(502), .serverFault),
    (.json(429, "{}"), .serverFault), (.json(408, "{}"), .serverFault),
    (.lost(.unreachable), .offline), (.lost(.connectionLost), .offline),
    (.lost(.timedOut), .timedOut), (.lost(.tooLarge), .tooLarge), (.lost(.tlsFailed), .tlsFailed),
    (.lost(.certificateDate), .certificateDate), (.lost(.certificateName), .certificateName),
    (.lost(.certificateUntrusted), .certificateUntrusted), (.lost(.proxyLogin), .proxyLogin),
    (.lost(.proxyRefused), .proxyRefused),
    (.lost(.insecure), .insecure), (.lost(.cancelled), .cancelled),
    (.lost(.refusedByClient), .refusedByClient),
  ]

  @Test(arguments: failures.indices)
  func `a page that is none is told by its code`(_ index: Int) async throws {
    let (answer, code) = Self.failures[index]
    let shop = try Shop([answer])
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await shop.server.rows(of: repairs, matching: RowQuery(pageSize: 10))
    }
    #expect(error?.code == code)
    #expect(error?.description.contains("<secret>") == false)
  }

  @Test
  func `a busy server says when to come again, in whose words it refused`() async throws {
    let shop = try Shop([.json(503, #"{"message":"later"}"#, headers: [("Retry-After", "30")])])
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await shop.server.rows(of: repairs, matching: RowQuery(pageSize: 10))
    }
    #expect(
      error
        == RemoteError(
          code: .serverFault,
          subject: "repairs",
          cause: "later",
          retryAfter: 30,
          status: 503
        )
    )
  }

  @Test
  func `a page keeps its bytes and its time`() async throws {
    let body = """
      {"num_results": 3, "objects": [{"repair_id": 1, "alerts": [1], "odd": "x"},
       {"repair_id": 2, "outcome": null}], "page": 1, "total_pages": 2}
      """
    let shop = try Shop([.json(200, body, type: "application/json, application/json")])
    let repairs = try shop.resource("repairs")
    let page = try await shop.server.rows(of: repairs, matching: RowQuery(pageSize: 2))
    #expect(page.body == Array(body.utf8))
    #expect(page.serverTime == NaiveTime("2016-08-01T17:05:11"))
    let expected = DecodedPage(
      rows: [
        ["repair_id": .integer(1), "odd": .text("x")],
        ["repair_id": .integer(2), "outcome": .null],
      ],
      numResults: 3,
      totalPages: 2,
      serverTime: page.serverTime
    )
    #expect(try page.decoded() == expected)
  }

  @Test
  func `a page with a value that is not JSON comes through, to be read row by row`() async throws {
    let body =
      #"{"num_results":1,"objects":[{"repair_id":1,"measured_battery_capacity":Infinity}]}"#
    let shop = try Shop([.json(200, body)])
    let repairs = try shop.resource("repairs")
    let page = try await shop.server.rows(of: repairs, matching: RowQuery(pageSize: 2))
    let error = #expect(throws: RemoteError.self) { try page.decoded() }
    #expect(error?.code == .unreadable)
  }

  @Test
  func `a row is the row that was asked for`() async throws {
    let shop = try Shop([.json(200, #"{"product_imei":"353273090028","serial_number":"A"}"#)])
    let products = try shop.resource("products")
    let row = try await shop.server.row(of: products, key: .text("353273090028"))
    let expected = RemoteRow(
      fields: ["product_imei": .text("353273090028"), "serial_number": .text("A")],
      serverTime: NaiveTime("2016-08-01T17:05:11")
    )
    #expect(row == expected)
    #expect(shop.transport.requests.first?.path == "/v1/products/353273090028")
  }

  @Test
  func `a row that the API does not have is nothing, not an error`() async throws {
    let shop = try Shop([.json(404, "{}")])
    #expect(try await shop.server.row(of: try shop.resource("repairs"), key: .integer(1)) == nil)
  }

  static let noRows: [(ScriptedTransport.Answer, RemoteError.Code)] = [
    (.html(404), .notThisAPI), (notFound, .notFound), (.json(403, "{}"), .forbidden),
    (.json(200, #"{"repair_id":2}"#), .unreadable), (.json(200, "{}"), .notThisAPI),
    (.json(200, #"{"repair_id":1,"x":NaN}"#), .unreadable), (.html(200), .notThisAPI),
    (.json(404, #"{"error":"portal"}"#), .notThisAPI),
  ]

  @Test(arguments: noRows.indices)
  func `only the API's own answer says that a row is gone`(_ index: Int) async throws {
    let (answer, code) = Self.noRows[index]
    let shop = try Shop([answer])
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await shop.server.row(of: repairs, key: .integer(1))
    }
    #expect(error?.code == code)
  }

  @Test(arguments: [RowKey.integer(1 << 52), .text("abc"), .text("..")])
  func `a key that names no row of the server is not asked for`(_ key: RowKey) async throws {
    let shop = try Shop()
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await shop.server.row(of: repairs, key: key)
    }
    #expect(error?.code == .refusedByClient)
    #expect(shop.transport.requests.isEmpty)
  }
}
