import CatalogModel
import Foundation
import RemoteAPI
import Testing

struct FileSessionStoreTests {
  private let folder: URL
  private let store: FileSessionStore
  private let session = StoredSession(
    server: "https://api.example.org",
    token: Secret("t0ken"),
    expiry: "Mon, 01 Aug 2016 17:05:11 GMT",
    account: Account(username: "amina@example.org", entityID: 3, permissions: "TECHNICAL"),
    credentials: Credentials(user: "amina@example.org", password: Secret("p\"w\né"))
  )

  init() {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-\(UUID().uuidString)")
    store = FileSessionStore(file: folder.appendingPathComponent("session.json"))
  }

  private func mode(_ url: URL) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: url.path)
    return try #require(attributes[.posixPermissions] as? Int)
  }

  @Test(arguments: [true, false])
  func `what was kept comes back`(_ isRemembered: Bool) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    var session = session
    if !isRemembered { session.credentials = nil }
    try store.save(session)
    #expect(try store.load() == session)
  }

  @Test
  func `file and folder are for their owner alone`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.save(session)
    #expect(try mode(store.file) == 0o600)
    #expect(try mode(folder) == 0o700)
  }

  @Test
  func `a file that others could read is replaced by one that they cannot`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.save(session)
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: store.file.path)
    try store.save(session)
    #expect(try mode(store.file) == 0o600)
  }

  @Test
  func `a new session replaces the old one and leaves nothing beside it`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.save(session)
    var newer = session
    newer.token = Secret("newer")
    try store.save(newer)
    #expect(try store.load() == newer)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["session.json"])
  }

  @Test
  func `what a crash left behind does not stand in the way`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.save(session)
    let leftover = "\(store.file.path).\(ProcessInfo.processInfo.processIdentifier).new"
    try Data("half".utf8).write(to: URL(fileURLWithPath: leftover))
    try store.save(session)
    #expect(try store.load() == session)
    #expect(!FileManager.default.fileExists(atPath: leftover))
  }

  @Test
  func `where nobody is logged in there is nothing, and clearing it is no error`() throws {
    #expect(try store.load() == nil)
    try store.clear()
  }

  @Test
  func `clearing removes the file`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try store.save(session)
    try store.clear()
    #expect(try store.load() == nil)
  }

  @Test(arguments: [
    "", "{", "[]", #"{"format":"fieldsync.session/2","server":"s","token":"t0ken"}"#,
  ])
  func `a file that is no session is told without its content`(_ text: String) throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: store.file)
    let error = #expect(throws: SessionStoreError.self) { try store.load() }
    #expect(error?.code == .malformed)
    #expect(error?.description.contains("t0ken") == false)
  }

  @Test
  func `a folder that cannot be made is told`() throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data().write(to: folder)
    let error = #expect(throws: SessionStoreError.self) { try store.save(session) }
    #expect(error?.code == .unwritable)
  }

  @Test
  func `a session that cannot be read is told when it is needed, and a log-in mends it`()
    async throws
  {
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("{".utf8).write(to: store.file)
    let shop = try Shop()
    let server = RemoteServer(
      base: shop.base,
      catalog: shop.catalog,
      transport: ScriptedTransport([.granted(token: "t")]),
      session: store,
      settings: RemoteSettings()
    )
    let repairs = try shop.resource("repairs")
    let error = await #expect(throws: RemoteError.self) {
      try await server.row(of: repairs, key: .integer(1))
    }
    #expect(error?.code == .sessionStore)
    _ = try await server.logIn(user: "u", password: Secret("p"), remember: false)
    #expect(try store.load()?.token.revealed == "t")
  }
}
