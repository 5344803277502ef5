import CatalogModel
import Testing

@testable import DepotCore

struct TokenTests {
  let bench: Bench

  init() throws { bench = try Bench() }

  private func logIn(_ body: String, type: String) -> DepotResponse {
    bench.send("POST", "/auth/login", json: body, as: nil, headers: ["content-type": type])
  }

  @Test func `log-in answers who one is, with a token of 64 characters`() throws {
    let response = logIn("username=tech&password=tech", type: "application/x-www-form-urlencoded")
    #expect(response.status == 200)
    let message = try #require(response.json["message"]?["login_successful"])
    #expect(response.json["status"] == .text("success"))
    #expect(message["username"] == .text("tech"))
    #expect(message["display_name"] == .text("Aline Uwase"))
    #expect(message["permissions"] == .text("TECHNICAL"))
    #expect(message["shop_id"] == .integer(1))
    #expect(message["token_expiry"] == .text("Mon, 05 Mar 2018 16:01:41 GMT"))
    guard case .text(let token)? = message["API_token"] else {
      Issue.record("no token")
      return
    }
    #expect(token.count == 64)
    #expect(token != bench.tokens["tech"])
  }

  @Test(arguments: [
    ("username=tech&password=wrong", "application/x-www-form-urlencoded"),
    ("username=nobody&password=x", "application/x-www-form-urlencoded"),
    ("", "application/x-www-form-urlencoded"),
    (#"{"username":"tech","password":"tech"}"#, "application/json"),
  ])
  func `a wrong log-in is refused`(_ body: String, _ type: String) {
    let response = logIn(body, type: type)
    #expect(response.status == 401)
    #expect(response.json["message"] != nil)
    #expect(!response.text.contains("wrong"))
  }

  @Test(arguments: ["/repairs", "/nowhere", "/repairs/", "/repairs/1"])
  func `no token is told before anything else`(_ target: String) {
    for method in ["GET", "PATCH", "POST"] {
      let response = bench.send(method, target, as: nil)
      #expect(response.status == 401)
      #expect(response.json["message"] != nil)
    }
  }

  @Test(arguments: ["Token token=unknown", "Bearer x", "", "Token"])
  func `a token that is none is refused`(_ header: String) {
    let response = bench.send("GET", "/repairs", as: nil, headers: ["authorization": header])
    #expect(response.status == 401)
  }

  @Test func `a token lives three hours from its last successful use`() {
    bench.clock.advance(seconds: 3 * 3_600 - 1)
    #expect(bench.send("GET", "/repairs", as: "tech").status == 200)
    bench.clock.advance(seconds: 3 * 3_600 - 1)
    #expect(bench.send("GET", "/repairs", as: "tech").status == 200)
    #expect(bench.send("GET", "/repairs", as: "colleague").status == 401)
    bench.clock.advance(seconds: 3 * 3_600)
    #expect(bench.send("GET", "/repairs", as: "tech").status == 401)
  }

  @Test func `an unsuccessful use does not prolong a token`() {
    bench.clock.advance(seconds: 2 * 3_600)
    #expect(bench.send("GET", "/repairs/99", as: "tech").status == 404)
    bench.clock.advance(seconds: 2 * 3_600)
    #expect(bench.send("GET", "/repairs", as: "tech").status == 401)
  }

  @Test func `all tokens can be made to expire`() throws {
    try bench.depot.expireTokens()
    #expect(bench.send("GET", "/repairs", as: "tech").status == 401)
    #expect(bench.send("GET", "/home", as: nil).status == 200)
  }
}
