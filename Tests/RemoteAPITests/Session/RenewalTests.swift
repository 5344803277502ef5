import CatalogModel
import RemoteAPI
import Testing

struct RenewalTests {
  private let credentials = Credentials(user: "amina@example.org", password: Secret("p w&+é"))
  private let dead = ScriptedTransport.Answer.json(401, #"{"message":"Invalid token"}"#)
  private let page = ScriptedTransport.Answer.json(
    200,
    #"{"num_results":0,"objects":[],"page":1,"total_pages":0}"#
  )

  private func ask(_ shop: Shop) async throws -> RemotePage {
    try await shop.server.rows(of: try shop.resource("repairs"), matching: RowQuery(pageSize: 1))
  }

  private func tokens(_ shop: Shop) -> [String?] {
    shop.transport.requests.map { $0.header("Authorization") }
  }

  @Test
  func `every request says who asks, and nothing that goes without saying`() async throws {
    let shop = try Shop([page])
    _ = try await ask(shop)
    let request = try #require(shop.transport.requests.first)
    #expect(request.header("Authorization") == "Token token=first-token")
    #expect(request.header("X-Requested-With") == "XMLHttpRequest")
    // What goes without saying is not said with each row.
    #expect(request.header("Accept") == nil)
  }

  @Test
  func `a dead token is renewed once and the request repeated`() async throws {
    let shop = try Shop([dead, .granted(token: "second"), page], credentials: credentials)
    _ = try await ask(shop)
    #expect(tokens(shop) == ["Token token=first-token", nil, "Token token=second"])
    #expect(shop.store.load()?.token.revealed == "second")
    #expect(shop.store.load()?.credentials == credentials)
    #expect(shop.server.traffic == Traffic(requests: 3, bytesSent: 300, bytesReceived: 600))
  }

  @Test
  func `a log-in is a form`() async throws {
    let shop = try Shop([.granted(token: "t")], isLoggedIn: false)
    let account = try await shop.server.logIn(
      user: credentials.user,
      password: credentials.password,
      remember: false
    )
    let request = try #require(shop.transport.requests.first)
    #expect(request.path == "/v1/auth/login")
    #expect(request.text == "username=amina%40example.org&password=p%20w%26%2B%C3%A9")
    #expect(request.header("Content-Type") == "application/x-www-form-urlencoded")
    let expected = Account(
      username: "amina@example.org",
      displayName: "Amina U",
      entityID: 3,
      hubID: 7,
      permissions: "TECHNICAL",
      visibility: "ENTITY"
    )
    #expect(account == expected)
    #expect(shop.server.account == expected)
    #expect(account.identities == ["amina@example.org", "Amina U"])
    let kept = try #require(shop.store.load())
    #expect(kept.credentials == nil)
    #expect(kept.expiry == "Mon, 01 Aug 2016 17:05:11 GMT")
    #expect(kept.server == "https://api.example.org")
  }

  @Test
  func `a write is repeated after a renewal, since a 401 comes before it is done`() async throws {
    let shop = try Shop(
      [dead, .granted(token: "second"), .json(204, "")],
      credentials: credentials
    )
    let write = RowWrite(kind: .delete(.integer(1)), resource: try shop.resource("repairs"))
    #expect(try await shop.server.perform(write).answer == .applied(nil))
  }

  @Test
  func `the framework's own 401 page asks for a log-in too`() async throws {
    let page401 = ScriptedTransport.Answer.framework(
      401,
      "Unauthorized",
      "The server could not verify that you are authorized to access the URL requested."
    )
    let shop = try Shop([page401, .granted(token: "second"), page], credentials: credentials)
    _ = try await ask(shop)
    #expect(shop.transport.requests.count == 3)
  }

  @Test
  func `without credentials a dead token asks a person`() async throws {
    let shop = try Shop([dead])
    let error = await #expect(throws: RemoteError.self) { try await ask(shop) }
    #expect(error?.code == .loginNeeded)
    #expect(shop.transport.requests.count == 1)
    #expect(shop.server.account?.username == "amina@example.org")
  }

  @Test
  func `a renewed token that is dead again asks a person`() async throws {
    let shop = try Shop([dead, .granted(token: "second"), dead], credentials: credentials)
    let error = await #expect(throws: RemoteError.self) { try await ask(shop) }
    #expect(error?.code == .loginNeeded)
    #expect(shop.transport.requests.count == 3)
  }

  @Test
  func `credentials that the server refused are not tried again`() async throws {
    let no = ScriptedTransport.Answer.json(401, #"{"message":"Wrong password"}"#)
    let shop = try Shop([dead, no, dead], credentials: credentials)
    for _ in 1...2 {
      let error = await #expect(throws: RemoteError.self) { try await ask(shop) }
      #expect(error?.code == .loginNeeded)
    }
    #expect(shop.transport.requests.map(\.path).count { $0 == "/v1/auth/login" } == 1)
  }

  @Test
  func `no signal during a renewal is weather`() async throws {
    let shop = try Shop([dead, .lost(.unreachable)], credentials: credentials)
    let write = RowWrite(kind: .delete(.integer(1)), resource: try shop.resource("repairs"))
    let error = await #expect(throws: RemoteError.self) { try await shop.server.perform(write) }
    #expect(error?.code == .offline)
  }

  @Test
  func `a token that another process renewed is taken over`() async throws {
    let shop = try Shop([dead, page])
    var session = try #require(shop.store.load())
    session.token = Secret("theirs")
    shop.store.save(session)
    _ = try await ask(shop)
    #expect(tokens(shop) == ["Token token=first-token", "Token token=theirs"])
  }

  @Test
  func `many requests with one dead token log in once`() async throws {
    let transport = TokenTransport()
    let shop = try Shop(credentials: credentials)
    let server = RemoteServer(
      base: shop.base,
      catalog: shop.catalog,
      transport: transport,
      session: shop.store,
      settings: RemoteSettings()
    )
    let repairs = try shop.resource("repairs")
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 1...20 {
        group.addTask {
          _ = try await server.rows(of: repairs, matching: RowQuery(pageSize: 1))
        }
      }
      try await group.waitForAll()
    }
    #expect(transport.logIns == 1)
  }

  @Test
  func `the token of another server is not used`() async throws {
    let shop = try Shop([page], isLoggedIn: false)
    shop.store.save(StoredSession(server: "https://other.example.org", token: Secret("theirs")))
    let server = RemoteServer(
      base: shop.base,
      catalog: shop.catalog,
      transport: shop.transport,
      session: shop.store,
      settings: RemoteSettings()
    )
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await server.rows(of: repairs, matching: RowQuery(pageSize: 1))
    }
    #expect(error?.code == .loginNeeded)
    #expect(shop.transport.requests.isEmpty)
  }

  @Test
  func `logging out forgets here and there`() async throws {
    let shop = try Shop([page], credentials: credentials)
    try shop.server.logOut()
    #expect(shop.server.account == nil)
    #expect(shop.store.load() == nil)
    let error = await #expect(throws: RemoteError.self) { try await ask(shop) }
    #expect(error?.code == .loginNeeded)
  }

  static let refusals: [(ScriptedTransport.Answer, RemoteError.Code)] = [
    (.json(401, #"{"message":"no"}"#), .loginRefused), (.json(403, "{}"), .loginRefused),
    (.json(400, #"{"message":"no"}"#), .loginRefused),
    (.json(200, #"{"status":"error","message":"no"}"#), .loginRefused),
    (
      .framework(
        401,
        "Unauthorized",
        "The server could not verify that you are authorized to access"
      ),
      .loginRefused
    ),
    (.html(200), .notThisAPI), (.html(302), .notThisAPI), (.html(401), .notThisAPI),
    (.json(200, "[]"), .notThisAPI), (.json(500, "{}"), .serverFault), (.html(503), .serverFault),
    (.lost(.connectionLost), .offline), (.granted(token: #"a\r\nX-Evil: 1"#), .loginRefused),
  ]

  @Test(arguments: refusals.indices)
  func `a log-in that fails leaves the session before as it was`(_ index: Int) async throws {
    let (answer, code) = Self.refusals[index]
    let shop = try Shop([answer])
    let error = await #expect(throws: RemoteError.self) {
      try await shop.server.logIn(user: "u", password: Secret("hunter2"), remember: true)
    }
    #expect(error?.code == code)
    #expect(error.map(String.init(describing:))?.contains("hunter2") == false)
    #expect(shop.store.load()?.token.revealed == Shop.token)
    #expect(shop.server.account?.username == "amina@example.org")
  }
}
