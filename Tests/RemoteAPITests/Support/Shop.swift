import CatalogModel
import RemoteAPI
import Testing

/// The catalog, a scripted server behind it, and a client that talks to it.
struct Shop {
  static let token = "first-token"

  let catalog: Catalog
  let base: ServerAddress
  let transport: ScriptedTransport
  let store: MemorySessionStore
  let server: RemoteServer

  /// A client whose server gives these answers one after the other.
  init(
    _ answers: [ScriptedTransport.Answer] = [],
    isLoggedIn: Bool = true,
    credentials: Credentials? = nil
  ) throws {
    catalog = try CatalogLoader.bundled()
    base = try ServerAddress(parsing: "https://api.example.org")
    transport = ScriptedTransport(answers)
    store = MemorySessionStore(
      isLoggedIn
        ? StoredSession(
          server: base.description,
          token: Secret(Self.token),
          account: Account(username: "amina@example.org"),
          credentials: credentials
        ) : nil
    )
    server = RemoteServer(
      base: base,
      catalog: catalog,
      transport: transport,
      session: store,
      settings: RemoteSettings()
    )
  }

  func resource(_ name: String) throws -> Resource { try #require(catalog[name]) }

  func action(_ name: String) throws -> Action { try #require(catalog.action(named: name)) }
}
