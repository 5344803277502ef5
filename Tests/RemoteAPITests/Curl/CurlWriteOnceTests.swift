import CatalogModel
import RemoteAPI
import Testing

/// Connections that die right after the server executed a request.
///
/// libcurl repeats a request by itself where a reused connection turns out to be dead, although the
/// server may have executed it.
struct CurlWriteOnceTests {
  /// How a connection dies after a request was executed.
  enum Death: Sendable, CaseIterable {
    case reset
    case close
  }

  // The first request of the first connection is answered, so that it becomes warm; every other is
  // read whole, which counts as executed, and answered with death on a reused connection.
  private func server(_ death: Death) throws -> RawServer {
    try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer(#"{"repair_id":1}"#, status: "200 OK")
      guard connection.readRequest() != nil else { return }
      if death == .reset { connection.reset() }
    }
  }

  private func transport(_ server: RawServer) throws -> CurlTransport {
    CurlTransport(
      base: try ServerAddress(parsing: server.url),
      settings: CurlSettings(userAgent: "fieldsync/test")
    )
  }

  private func warm(_ transport: CurlTransport) async throws {
    let response = try await transport.send(HTTPRequest(method: "GET", path: "/"))
    #expect(response.status == 200)
  }

  @Test(arguments: Death.allCases, ["POST", "PUT"])
  func `a write with a body on a warm connection that dies is executed once`(
    _ death: Death,
    _ method: String
  ) async throws {
    let server = try server(death)
    defer { server.stop() }
    let transport = try transport(server)
    try await warm(transport)
    let error = await #expect(throws: TransportError.self) {
      try await transport.send(
        HTTPRequest(method: method, path: "/rows", body: Array("{}".utf8), isWrite: true)
      )
    }
    #expect(error?.code == .connectionLost)
    #expect(error?.mayHaveBeenSent == true)
    #expect(server.executions(method) == 1)
    // The proof is worth something only if the write met the warm connection.
    #expect(server.connections <= 2)
    #expect(server.requests.map(\.method) == ["GET", method])
  }

  @Test(arguments: Death.allCases, ["DELETE", "POST", "PUT"])
  func `a write without a body never meets a warm connection and is executed once`(
    _ death: Death,
    _ method: String
  ) async throws {
    let server = try RawServer { connection in
      guard let first = connection.readRequest() else { return }
      if first.method == "GET" {
        connection.answer()
        guard connection.readRequest() != nil else { return }
      }
      if death == .reset { connection.reset() }
    }
    defer { server.stop() }
    let transport = try transport(server)
    try await warm(transport)
    let error = await #expect(throws: TransportError.self) {
      try await transport.send(HTTPRequest(method: method, path: "/rows/1", isWrite: true))
    }
    #expect(error?.code == .connectionLost)
    #expect(server.executions(method) == 1)
    #expect(server.connections == 2)
  }

  // Without this a server whose connections die while idle would leave every write unknown for ever.
  @Test(arguments: Death.allCases)
  func `a write after one that died gets a connection of its own`(_ death: Death) async throws {
    let server = try server(death)
    defer { server.stop() }
    let transport = try transport(server)
    let write = HTTPRequest(method: "PUT", path: "/rows/1", body: Array("{}".utf8), isWrite: true)
    try await warm(transport)
    await #expect(throws: TransportError.self) { try await transport.send(write) }
    try await warm(transport)
    #expect(try await transport.send(write).status == 200)
    #expect(server.requests.map(\.method) == ["GET", "PUT", "GET", "PUT"])
  }

  @Test(arguments: Death.allCases)
  func `the trap is real: what is not marked as a write is executed twice`(
    _ death: Death
  ) async throws {
    let server = try server(death)
    defer { server.stop() }
    let transport = try transport(server)
    try await warm(transport)
    let response = try await transport.send(HTTPRequest(method: "DELETE", path: "/rows/1"))
    #expect(response.status == 200)
    #expect(server.executions("DELETE") == 2)
  }

  @Test(arguments: Death.allCases)
  func `through the client such a write is unknown`(_ death: Death) async throws {
    let server = try server(death)
    defer { server.stop() }
    let shop = try Shop()
    let base = try ServerAddress(parsing: server.url)
    let client = RemoteServer(
      base: base,
      catalog: shop.catalog,
      transport: try transport(server),
      session: MemorySessionStore(
        StoredSession(server: base.description, token: Secret("t"))
      ),
      settings: RemoteSettings()
    )
    let repairs = try shop.resource("repairs")
    _ = try await client.row(of: repairs, key: .integer(1))
    let write = RowWrite(
      kind: .create,
      resource: repairs,
      fields: ["product_imei": .text("353273090028")]
    )
    let result = try await client.perform(write)
    #expect(
      result.answer == .unknown(UnknownOutcome(reason: .noAnswer(.connectionLost)))
    )
    #expect(server.executions("POST") == 1)
  }

  @Test
  func `a write on a connection that died before it is sent again, because nobody read it`()
    async throws
  {
    // The server closes the idle connection after its first answer, as servers do after a while.
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer()
    }
    defer { server.stop() }
    let transport = try transport(server)
    try await warm(transport)
    do {
      let response = try await transport.send(
        HTTPRequest(method: "POST", path: "/rows", body: Array("{}".utf8), isWrite: true)
      )
      #expect(response.status == 200)
    } catch {
      // Whether libcurl notices the closed connection before it sends depends on the moment; then
      // the outcome is unknown to it, and still nothing is executed twice.
      #expect(error.code == .connectionLost)
    }
    #expect(server.executions("POST") <= 1)
  }
}
