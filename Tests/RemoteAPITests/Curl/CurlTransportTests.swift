import CatalogModel
import RemoteAPI
import Testing

struct CurlTransportTests {
  private func transport(
    _ url: String,
    maximumConnections: Int = 6,
    plainHosts: Set<String> = []
  ) throws -> CurlTransport {
    CurlTransport(
      base: try ServerAddress(parsing: url),
      settings: CurlSettings(
        plainHosts: plainHosts,
        maximumConnections: maximumConnections,
        userAgent: "fieldsync/test"
      )
    )
  }

  private static let echo: RawServer.Script = { connection in
    while connection.readRequest() != nil { connection.answer() }
  }

  @Test
  func `a request arrives as it was meant`() async throws {
    let server = try RawServer(Self.echo)
    defer { server.stop() }
    let response = try await transport("\(server.url)/base").send(
      HTTPRequest(
        method: "PUT",
        path: "/v1/rows/a%2Fb",
        query: [("q", #"{"x":["é"]}"#)],
        headers: [("X-One", "1"), ("Content-Type", "application/json")],
        body: Array(#"{"a":1}"#.utf8),
        isWrite: true
      )
    )
    #expect(response.status == 200)
    #expect(response.headers["content-TYPE"] == "application/json")
    let request = try #require(server.requests.first)
    #expect(request.method == "PUT")
    #expect(request.target == "/base/v1/rows/a%2Fb?q={%22x%22:[%22%C3%A9%22]}")
    #expect(request.header("X-One") == "1")
    #expect(request.header("User-Agent") == "fieldsync/test")
    #expect(request.header("Expect") == nil)
    #expect(request.header("Content-Length") == "7")
    #expect(request.body == Array(#"{"a":1}"#.utf8))
    #expect(response.bytesSent == request.head.utf8.count + 4 + 7)
  }

  @Test
  func `a long body arrives whole and without asking leave`() async throws {
    let server = try RawServer(Self.echo)
    defer { server.stop() }
    let body = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    _ = try await transport(server.url).send(
      HTTPRequest(method: "POST", path: "/", body: body, isWrite: true)
    )
    #expect(server.requests.first?.body == body)
    #expect(server.requests.first?.header("Expect") == nil)
  }

  @Test(arguments: ["POST", "PUT", "DELETE"])
  func `a write without a body says so`(_ method: String) async throws {
    let server = try RawServer(Self.echo)
    defer { server.stop() }
    _ = try await transport(server.url).send(
      HTTPRequest(method: method, path: "/", isWrite: true)
    )
    let request = try #require(server.requests.first)
    #expect(request.method == method)
    #expect(request.header("Content-Length") == (method == "DELETE" ? nil : "0"))
    #expect(request.header("Transfer-Encoding") == nil)
  }

  @Test
  func `a header that comes twice counts once, and an interim answer not at all`() async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.write("HTTP/1.1 103 Early Hints\r\nContent-Type: text/html\r\n\r\n")
      connection.answer(headers: "Content-Type: text/plain\r\nX-Empty:\r\n")
    }
    defer { server.stop() }
    let response = try await transport(server.url).send(HTTPRequest(method: "GET", path: "/"))
    #expect(response.headers["Content-Type"] == "application/json")
    #expect(response.headers["X-Empty"] == "")
  }

  @Test(arguments: ["301 Moved", "302 Found", "307 Temporary Redirect", "308 Permanent Redirect"])
  func `a redirect is not followed and the token goes nowhere`(_ status: String) async throws {
    let other = try RawServer(Self.echo)
    defer { other.stop() }
    let location = "Location: \(other.url)/v1/repairs\r\n"
    let server = try RawServer { connection in
      while connection.readRequest() != nil { connection.answer(status: status, headers: location) }
    }
    defer { server.stop() }
    let shop = try Shop()
    let base = try ServerAddress(parsing: server.url)
    let client = RemoteServer(
      base: base,
      catalog: shop.catalog,
      transport: try transport(server.url),
      session: MemorySessionStore(StoredSession(server: base.description, token: Secret("t"))),
      settings: RemoteSettings()
    )
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await client.rows(of: repairs, matching: RowQuery(pageSize: 1))
    }
    #expect(error?.code == .notThisAPI)
    #expect(server.requests.first?.header("Authorization") == "Token token=t")
    #expect(other.connections == 0)
  }

  @Test
  func `requests side by side share a pool of bounded size`() async throws {
    let server = try RawServer(Self.echo)
    defer { server.stop() }
    let transport = try transport(server.url, maximumConnections: 3)
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<40 {
        group.addTask {
          try await transport.send(HTTPRequest(method: "GET", path: "/\(number)")).status
        }
      }
      for try await status in group { #expect(status == 200) }
    }
    #expect(server.requests.count == 40)
    #expect(Set(server.requests.map(\.target)).count == 40)
    #expect((1...3).contains(server.connections))
  }

  @Test
  func `requests one after the other use one connection`() async throws {
    let server = try RawServer(Self.echo)
    defer { server.stop() }
    let transport = try transport(server.url)
    for _ in 1...5 {
      _ = try await transport.send(HTTPRequest(method: "GET", path: "/"))
      _ = try await transport.send(
        HTTPRequest(method: "POST", path: "/", body: [0x7B, 0x7D], isWrite: true)
      )
    }
    #expect(server.requests.count == 10)
    #expect(server.connections == 1)
  }

  @Test
  func `a cancelled task does not wait for its answer`() async throws {
    let (arrived, signal) = AsyncStream.makeStream(of: Void.self)
    let server = try RawServer { connection in
      _ = connection.readRequest()
      signal.yield()
      connection.waitForEnd()
    }
    defer { server.stop() }
    let transport = try transport(server.url)
    let task = Task { () throws(TransportError) -> HTTPResponse in
      try await transport.send(HTTPRequest(method: "GET", path: "/", deadline: 600))
    }
    for await _ in arrived { break }
    task.cancel()
    let error = await #expect(throws: TransportError.self) { try await task.value }
    #expect(error?.code == .cancelled)
    #expect(error?.mayHaveBeenSent == true)
  }

  @Test
  func `a task cancelled before it asks sends nothing`() async throws {
    let server = try RawServer(Self.echo)
    defer { server.stop() }
    let transport = try transport(server.url)
    let task = Task { () throws(TransportError) -> HTTPResponse in
      withUnsafeCurrentTask { $0?.cancel() }
      return try await transport.send(HTTPRequest(method: "DELETE", path: "/", isWrite: true))
    }
    let error = await #expect(throws: TransportError.self) { try await task.value }
    #expect(error?.code == .cancelled)
    #expect(error?.mayHaveBeenSent == false)
    #expect(server.requests.isEmpty)
  }

  @Test
  func `nobody there is not a lost answer`() async throws {
    let port = try RawServer.freePort()
    let transport = try transport("http://127.0.0.1:\(port)")
    let error = await #expect(throws: TransportError.self) {
      try await transport.send(HTTPRequest(method: "DELETE", path: "/", isWrite: true))
    }
    #expect(error?.code == .unreachable)
    #expect(error?.mayHaveBeenSent == false)
  }

  @Test
  func `plain http goes to this machine only, unless the host is allowed by name`() async throws {
    let request = HTTPRequest(method: "GET", path: "/", deadline: 0.3)
    let error = await #expect(throws: TransportError.self) {
      try await transport("http://192.0.2.1").send(request)
    }
    #expect(error?.code == .insecure)
    let allowed = await #expect(throws: TransportError.self) {
      try await transport("http://192.0.2.1", plainHosts: ["192.0.2.1"]).send(request)
    }
    #expect(allowed?.code != .insecure)
    #expect(allowed?.mayHaveBeenSent == false)
  }

  @Test(arguments: [
    HTTPRequest(method: "GET", path: "no-slash"),
    HTTPRequest(method: "GET", path: "/a b"),
    HTTPRequest(method: "GET", path: "/\r\nX: y"),
    HTTPRequest(method: "G T", path: "/"),
    HTTPRequest(method: "GET", path: "/", headers: [("X", "a\r\nY: b")]),
    HTTPRequest(method: "GET", path: "/", headers: [("X\nY", "a")]),
    HTTPRequest(method: "GET", path: "/", body: [1]),
  ])
  func `a malformed request is not sent`(_ request: HTTPRequest) async throws {
    let server = try RawServer(Self.echo)
    defer { server.stop() }
    let transport = try transport(server.url)
    let error = await #expect(throws: TransportError.self) { try await transport.send(request) }
    #expect(error?.code == .refusedByClient)
    #expect(server.connections == 0)
  }

  @Test
  func `talking TLS to a server that does not is weather`() async throws {
    let server = try RawServer { connection in connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
    }
    defer { server.stop() }
    let transport = try transport("https://127.0.0.1:\(server.port)")
    let error = await #expect(throws: TransportError.self) {
      try await transport.send(HTTPRequest(method: "DELETE", path: "/", isWrite: true))
    }
    #expect(error?.code == .unreachable)
    #expect(error?.mayHaveBeenSent == false)
  }
}
