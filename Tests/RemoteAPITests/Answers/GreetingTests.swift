import CatalogModel
import RemoteAPI
import Testing

struct GreetingTests {
  @Test(arguments: [
    "Welcome to the SMARTSolar API: 2016-08-09T10:14:48.318496",
    "\"Welcome to the SMARTSolar API: 2016-08-09T10:14:48.318496\"\n",
  ])
  func `the API greets`(_ text: String) async throws {
    let shop = try Shop([.html(200, text)], isLoggedIn: false)
    let expected = ServerGreeting(
      name: "SMARTSolar API",
      time: try #require(NaiveTime("2016-08-09T10:14:48.318496")),
      serverTime: NaiveTime("2016-08-01T17:05:11")
    )
    #expect(try await shop.server.home() == expected)
    let request = try #require(shop.transport.requests.first)
    #expect(request.path == "/v1/home")
    #expect(request.header("Authorization") == nil)
  }

  @Test(arguments: [
    "Welcome to the SMARTSolar API Tue, 09 Aug 2016 10:14:48 GMT",
    "SMARTSolar API 2016-08-09 10:14:48",
  ])
  func `the words of a greeting may change as long as it ends in a time`(
    _ text: String
  ) async throws {
    let shop = try Shop([.html(200, text)], isLoggedIn: false)
    let greeting = try #require(try await shop.server.home())
    #expect(greeting.name == "SMARTSolar API")
    #expect(greeting.time == NaiveTime("2016-08-09T10:14:48"))
  }

  static let strangers: [(ScriptedTransport.Answer, RemoteError.Code)] = [
    (.html(200), .notThisAPI), (.html(302), .notThisAPI), (.html(403), .notThisAPI),
    (.json(200, "{}"), .notThisAPI), (.json(404, "{}"), .notThisAPI),
    (.html(200, "Welcome to the airport: log in"), .notThisAPI),
    (.html(200, "<p>Open until 2016-08-09T10:14:48</p>"), .notThisAPI),
    (
      .html(200, "Welcome to the SMARTSolar API: " + String(repeating: "9", count: 300)),
      .notThisAPI
    ),
    (.html(503), .serverFault), (.lost(.unreachable), .offline), (.lost(.timedOut), .timedOut),
  ]

  @Test(arguments: strangers.indices)
  func `nothing else passes for the API`(_ index: Int) async throws {
    let (answer, code) = Self.strangers[index]
    let shop = try Shop([answer])
    let error = await #expect(throws: RemoteError.self) { try await shop.server.home() }
    #expect(error?.code == code)
  }
}
