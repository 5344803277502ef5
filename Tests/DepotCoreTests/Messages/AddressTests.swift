import Testing

@testable import DepotCore

struct AddressTests {
  @Test(arguments: [
    ("plain", "plain"), ("with space", "with%20space"), ("é/ü", "%C3%A9/%C3%BC"),
    ("a%b?c", "a%b?c"),
    ("\"<>", "%22%3C%3E"), ("\n", "%0A"),
  ])
  func `a key becomes part of a header's URL`(_ key: String, _ expected: String) throws {
    let bench = try Bench()
    let response = bench.send("POST", "/channels", json: "{\"name\":\(quoted(key))}")
    #expect(response.status == 201, "\(response.text)")
    #expect(response.header("Location") == "http://depot.test/v1/channels/\(expected)")
  }

  @Test(arguments: ["", "*/*", "text/html", "*", "text/html;q=0.1, */*"])
  func `whatever a client accepts, it gets JSON`(_ accept: String) throws {
    let response = try Bench().send("GET", "/repairs/1", headers: ["accept": accept])
    #expect(response.status == 200)
    #expect(
      response.headers.filter { $0.name == "Content-Type" }.map(\.value) == [
        "application/json", "application/json",
      ]
    )
    #expect(response.header("Vary") == "Accept")
  }

  @Test func `what is no list of media types is refused before anything happens`() throws {
    let bench = try Bench()
    for accept in ["nonsense", "text/html, x", "a/b/c"] {
      let response = bench.send(
        "DELETE",
        "/product_notes/1",
        headers: ["accept": accept]
      )
      #expect(response.status == 400)
      #expect(response.text == "Invalid Accept header requested")
    }
    #expect(try bench.depot.count(of: "product_notes") == 2)
  }

  private func quoted(_ text: String) -> String {
    "\"\(text.replacing("\"", with: "\\\"").replacing("\n", with: "\\n"))\""
  }
}
