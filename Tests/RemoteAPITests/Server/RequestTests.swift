import CatalogModel
import RemoteAPI
import Testing

struct RequestTests {
  private let settings = RemoteSettings(
    readDeadline: 11,
    writeDeadline: 22,
    maximumPageBytes: 3_333,
    maximumAnswerBytes: 444
  )

  private func client(_ shop: Shop) -> RemoteServer {
    RemoteServer(
      base: shop.base,
      catalog: shop.catalog,
      transport: shop.transport,
      session: shop.store,
      settings: settings
    )
  }

  private func sent(
    _ ask: (RemoteServer, Resource) async throws -> Void
  ) async throws -> HTTPRequest {
    let shop = try Shop()
    await #expect(throws: RemoteError.self) {
      try await ask(client(shop), try shop.resource("repairs"))
    }
    return try #require(shop.transport.requests.first)
  }

  @Test(arguments: [nil, 5.0])
  func `a page has the reader's deadline or its own, and the page's bound`(
    _ deadline: Double?
  ) async throws {
    let request = try await sent { server, repairs in
      _ = try await server.rows(of: repairs, matching: RowQuery(pageSize: 1, deadline: deadline))
    }
    #expect(request.deadline == deadline ?? 11)
    #expect(request.maximumBytes == 3_333)
    #expect(!request.isWrite)
  }

  @Test(arguments: [nil, 5.0])
  func `a write has the writer's deadline or its own, and the answer's bound`(
    _ deadline: Double?
  ) async throws {
    let request = try await sent { server, repairs in
      let write = RowWrite(kind: .delete(.integer(1)), resource: repairs, deadline: deadline)
      _ = try await server.perform(write)
    }
    #expect(request.deadline == deadline ?? 22)
    #expect(request.maximumBytes == 444)
    #expect(request.isWrite)
  }

  @Test
  func `a row has the reader's deadline and the answer's bound`() async throws {
    let request = try await sent { server, repairs in
      _ = try await server.row(of: repairs, key: .integer(1))
    }
    #expect(request.deadline == 11)
    #expect(request.maximumBytes == 444)
  }

  @Test
  func `an action that needs no log-in carries no token`() async throws {
    let shop = try Shop([.json(200, "{}")])
    _ = try await shop.server.perform(ActionCall(action: try shop.action("home")))
    #expect(shop.transport.requests.first?.header("Authorization") == nil)
  }

  @Test
  func `requests without an answer count as traffic too`() async throws {
    let failure = TransportError(
      code: .timedOut,
      subject: "api.example.org",
      bytesSent: 7,
      bytesReceived: 9
    )
    let shop = try Shop([.failure(failure), .json(404, "{}")])
    let repairs = try shop.resource("repairs")
    await #expect(throws: RemoteError.self) {
      try await shop.server.row(of: repairs, key: .integer(1))
    }
    #expect(shop.server.traffic == Traffic(requests: 1, bytesSent: 7, bytesReceived: 9))
    _ = try await shop.server.row(of: repairs, key: .integer(1))
    #expect(shop.server.traffic == Traffic(requests: 2, bytesSent: 107, bytesReceived: 209))
  }
}
