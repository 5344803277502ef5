import CCurl
import Testing

@testable import RemoteAPI

struct CurlOrderTests {
  private func order(_ method: String, isWrite: Bool, mayReuse: Bool = true) throws -> CurlOrder {
    CurlOrder(
      number: 1,
      base: try ServerAddress(parsing: "https://api.example.org"),
      request: HTTPRequest(method: method, path: "/v1/home", isWrite: isWrite, deadline: 60),
      settings: CurlSettings(userAgent: "fieldsync/test"),
      mayReuse: mayReuse,
      reply: { _ in }
    )
  }

  private func opensItsOwn(_ order: CurlOrder) -> Bool {
    order.numbers.contains { $0.0 == CURLOPT_FRESH_CONNECT && $0.1 == 1 }
  }

  @Test func `a read is asked once more, on a connection of its own, in the time that is left`()
    throws
  {
    let first = try order("GET", isWrite: false)
    #expect(first.mayRepeat)
    #expect(!opensItsOwn(first))
    let second = first.repeated(after: 12.5, carrying: 700)
    #expect(opensItsOwn(second))
    #expect(second.request.deadline == 47.5)
    #expect(second.bytesSentBefore == 700)
    #expect(!second.mayRepeat)
  }

  @Test(arguments: ["POST", "PUT", "DELETE", "PATCH"])
  func `a write is never given a second time`(_ method: String) throws {
    #expect(try !order(method, isWrite: true).mayRepeat)
  }
}
