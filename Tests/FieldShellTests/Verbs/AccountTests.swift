import CatalogModel
import Foundation
import Testing

@testable import FieldShell

struct AccountTests {
  private func mode(_ file: URL) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
    return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
  }

  @Test func `init makes a home that only its owner can read, once`() async throws {
    let workshop = try Workshop()
    let spoken = await workshop.done(
      "init",
      "--server",
      Workshop.server,
      "--resources",
      "repairs,products",
      "--json"
    )
    #expect(spoken.json["resources"] == .array([.text("repairs"), .text("products")]))
    #expect(try mode(workshop.home) == 0o700)
    let home = Home(option: workshop.home.path, environment: [:])
    #expect(try mode(home.configuration) == 0o600)
    #expect(try mode(home.replica) == 0o600)
    let again = await workshop.type(["init", "--server", "http://127.0.0.1:9", "--json"])
    #expect(again.code == .failed)
    #expect(again.errorCode == "already-set-up")
    #expect(try Configuration(reading: home.configuration).server == Workshop.server)
  }

  @Test(arguments: [
    (["init"], ExitCode.usage, "missing-operand"),
    (["init", "--server", "ftp://x"], .usage, "address-bad-scheme"),
    (["init", "--server", "https://u:p@x"], .usage, "address-has-credentials"),
    (["init", "--server", "https://x", "--resources", "repair"], .usage, "unknown-resource"),
    (["init", "--server", "https://x", "--resources", ","], .usage, "option-value"),
    (
      ["init", "--server", "https://x", "--catalog", "/nowhere.json"], .failed, "catalog-unreadable"
    ),
    (
      ["init", "--server", "https://x", "--cacert", "/nowhere.pem"], .failed, "file-unreadable"
    ),
    (["status"], .failed, "not-set-up"), (["sync"], .failed, "not-set-up"),
    (["list", "repairs"], .failed, "not-set-up"),
    (["login", "--user", "a"], .failed, "not-set-up"),
  ])
  func `nothing is made of a command that cannot be done`(
    words: [String],
    code: ExitCode,
    error: String
  ) async throws {
    let workshop = try Workshop()
    let spoken = await workshop.type(words + ["--json"])
    #expect(spoken.code == code)
    #expect(spoken.errorCode == error)
    #expect(!FileManager.default.fileExists(atPath: workshop.home.path))
  }

  @Test func `an init that was killed half way begins again`() async throws {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", "repairs")
    let home = Home(option: workshop.home.path, environment: [:])
    try FileManager.default.removeItem(at: home.configuration)
    await workshop.done("init", "--server", Workshop.server, "--resources", "products")
    #expect(await workshop.type(["list", "repairs", "--json"]).errorCode == "not-held")
  }

  @Test func `a home that lost its configuration gets it back, with all its work`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let home = Home(option: workshop.home.path, environment: [:])
    try FileManager.default.removeItem(at: home.configuration)
    let other = await workshop.type(["init", "--server", "http://127.0.0.1:9", "--json"])
    #expect(other.errorCode == "already-set-up")
    let fewer = ["init", "--server", Workshop.server, "--resources", "shops", "--json"]
    #expect(await workshop.type(fewer).errorCode == "already-set-up")
    await workshop.done("init", "--server", Workshop.server)
    let standing = await workshop.done("status", "--json").json
    #expect(standing["waiting"] == .integer(1))
  }

  @Test func `a password is asked for without showing it, or read from a pipe`() async throws {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", "repairs")
    let none = await workshop.type(["login", "--user", "tech", "--json"])
    #expect(none.errorCode == "missing-password")
    let asked = await workshop.type(
      ["login", "--user", "tech"],
      secrets: ["tech"],
      terminal: .screen(80)
    )
    #expect(asked.code == .done)
    #expect(asked.prompts == ["Password: "])
    #expect(asked.output == "Logged in as Aline Uwase (TECHNICAL).\n")
    let wrong = await workshop.type(
      ["login", "--user", "tech", "--password-stdin", "--json"],
      lines: ["secret-word"]
    )
    #expect(wrong.code == .login)
    #expect(wrong.errorCode == "login-refused")
    #expect(!wrong.output.contains("secret-word"))
  }

  @Test func `a remembered password is said plainly`() async throws {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", "repairs")
    let spoken = await workshop.done(
      "login",
      "--user",
      "tech",
      "--password-stdin",
      "--remember",
      lines: ["tech"]
    )
    #expect(spoken.errors.contains("0600"))
    #expect(spoken.errors.contains("session.json"))
    #expect(try mode(Home(option: workshop.home.path, environment: [:]).session) == 0o600)
  }

  @Test func `another account is told whose work waits`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let spoken = await workshop.done(
      "login",
      "--user",
      "colleague",
      "--password-stdin",
      lines: ["colleague"]
    )
    #expect(
      spoken.errors
        == "1 row changed by tech still waits here; only that account can send it.\n"
    )
    let sync = await workshop.done("sync", "--json")
    #expect(sync.json["pushed"]?["applied"] == .integer(0))
    #expect(sync.json["waiting"] == .integer(1))
  }

  @Test func `a token from the environment goes before the log-in`() async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.type(["sync"], environment: ["FIELDSYNC_TOKEN": "dead"])
    #expect(spoken.code == .login)
    await workshop.done("sync")
  }

  @Test func `an unreadable configuration is named and left alone`() async throws {
    let workshop = try await Workshop.ready()
    let file = Home(option: workshop.home.path, environment: [:]).configuration
    try Data("{not json".utf8).write(to: file)
    let spoken = await workshop.type(["status", "--json"])
    #expect(spoken.code == .failed)
    #expect(spoken.errorCode == "bad-configuration")
    #expect(try Data(contentsOf: file) == Data("{not json".utf8))
  }

  @Test func `whom to trust: the option before the environment before the configuration`()
    async throws
  {
    let workshop = try Workshop()
    let folder = workshop.home.deletingLastPathComponent()
    let files = (0..<2).map { folder.appendingPathComponent("\(UUID().uuidString)-\($0).pem") }
    defer { for file in files { try? FileManager.default.removeItem(at: file) } }
    for file in files { try Data("-----BEGIN CERTIFICATE-----\n".utf8).write(to: file) }
    let other = ["FIELDSYNC_CACERT": files[1].path]
    let made = await workshop.type(
      ["init", "--server", Workshop.server, "--resources", "shops", "--cacert", files[0].path],
      environment: other
    )
    #expect(made.code == .done)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    #expect(workshop.transport.trusted == files[0].path)
    let spoken = await workshop.type(["sync"], environment: other)
    #expect(spoken.code == .done)
    #expect(workshop.transport.trusted == files[1].path)
  }

  @Test func `a home made without a word trusts whom the environment named then`() async throws {
    let workshop = try Workshop()
    let file = workshop.home.appendingPathExtension("pem")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data("-----BEGIN CERTIFICATE-----\n".utf8).write(to: file)
    _ = await workshop.type(
      ["init", "--server", Workshop.server, "--resources", "shops"],
      environment: ["FIELDSYNC_CACERT": file.path]
    )
    let home = Home(option: workshop.home.path, environment: [:])
    #expect(try Configuration(reading: home.configuration).certificates == file.path)
  }

  @Test(arguments: ["nothing", "-----BEGIN PRIVATE KEY-----"])
  func `a file without a certificate is refused before anything is made`(text: String) async throws
  {
    let workshop = try Workshop()
    let file = workshop.home.appendingPathExtension("pem")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    let spoken = await workshop.type(
      ["init", "--server", "https://x", "--cacert", file.path, "--json"]
    )
    #expect(spoken.code == .failed)
    #expect(spoken.errorCode == "bad-configuration")
    #expect(!FileManager.default.fileExists(atPath: workshop.home.path))
  }

  @Test(arguments: [#"{"server": "x y"}"#, #"{"server": "https://x", "settle": -4}"#])
  func `a configuration that cannot be used is told by every verb`(_ text: String) async throws {
    let workshop = try await Workshop.ready()
    try Data(text.utf8).write(to: Home(option: workshop.home.path, environment: [:]).configuration)
    let spoken = await workshop.type(["status", "--json"])
    #expect(spoken.code == .failed)
    #expect(spoken.errorCode == "bad-configuration")
  }

  @Test(
    arguments: [
      ("FIELDSYNC_SETTLE", "soon"), ("FIELDSYNC_SETTLE", "-1"), ("FIELDSYNC_SETTLE", "1e9"),
      ("FIELDSYNC_TOKEN", "a\r\nX-Other: b"), ("FIELDSYNC_TOKEN", "ä"),
    ]
  )
  func `the environment is checked like an option`(name: String, value: String) async throws {
    let workshop = try await Workshop.ready()
    let requests = workshop.transport.requests
    let spoken = await workshop.type(["sync", "--json"], environment: [name: value])
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == "bad-configuration")
    #expect(workshop.transport.requests == requests)
  }

  @Test func `an empty or relative HOME makes no home in the folder one happens to be in`() {
    let usual = Home(option: nil, environment: [:])
    for value in ["", "somewhere"] {
      #expect(Home(option: nil, environment: ["HOME": value]) == usual)
    }
  }

  @Test func `what is not a replica is named and left alone`() async throws {
    let workshop = try await Workshop.ready()
    let file = Home(option: workshop.home.path, environment: [:]).replica
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: file.path + suffix)
    }
    let junk = Data(repeating: 0x41, count: 20_000)
    try junk.write(to: file)
    let spoken = await workshop.type(["status", "--json"])
    #expect(spoken.code == .storage)
    #expect(spoken.errorCode == "not-a-replica")
    #expect(try Data(contentsOf: file) == junk)
  }
}
