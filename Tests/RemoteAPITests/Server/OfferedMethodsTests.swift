import CatalogModel
import RemoteAPI
import Testing

struct OfferedMethodsTests {
  private static func allow(_ methods: String, status: Int = 200) -> ScriptedTransport.Answer {
    .html(status, "", headers: [("Allow", methods)])
  }

  @Test func `the question changes nothing and names the table or a row of it`() async throws {
    let shop = try Shop([Self.allow("GET, HEAD, OPTIONS"), Self.allow("GET,PUT")])
    let repairs = try shop.resource("repairs")
    #expect(try await shop.server.offeredMethods(on: repairs) == [.read])
    #expect(
      try await shop.server.offeredMethods(on: repairs, key: .integer(7)) == [.read, .update]
    )
    let requests = shop.transport.requests
    #expect(requests.map(\.method) == ["OPTIONS", "OPTIONS"])
    #expect(requests.map(\.path) == ["/v1/repairs", "/v1/repairs/7"])
    #expect(requests.allSatisfy { !$0.isWrite && $0.body == nil })
    #expect(requests.allSatisfy { $0.header("Authorization") != nil })
  }

  @Test(arguments: [
    allow("GET, POST", status: 405), allow("GET, POST", status: 204),
  ])
  func `a refusal that lists the methods tells them too`(
    _ answer: ScriptedTransport.Answer
  ) async throws {
    let shop = try Shop([answer])
    let offered = try await shop.server.offeredMethods(on: try shop.resource("repairs"))
    #expect(offered == [.read, .create])
  }

  @Test(arguments: [
    // A proxy that answers for pages of other origins knows nothing of tables.
    allow("OPTIONS, POST"), .html(200, ""), .html(404), .html(501, "", headers: [("Allow", "GET")]),
  ])
  func `an answer without a list, or about something else, tells nothing`(
    _ answer: ScriptedTransport.Answer
  ) async throws {
    let shop = try Shop([answer])
    #expect(try await shop.server.offeredMethods(on: try shop.resource("repairs")) == nil)
  }

  @Test func `a question that does not get through is an error`() async throws {
    let shop = try Shop([.lost(.unreachable)])
    let error = await #expect(throws: RemoteError.self) {
      try await shop.server.offeredMethods(on: try shop.resource("repairs"))
    }
    #expect(error?.code == .offline)
  }
}
