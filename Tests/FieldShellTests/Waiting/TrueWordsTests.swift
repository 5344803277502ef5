import CatalogModel
import Foundation
import SyncCore
import Testing

@testable import FieldShell

/// Screens that claimed more than had happened.
struct TrueWordsTests {
  @Test func `without a log-in nobody was asked, and nobody is said to have asked`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("logout")
    let requests = workshop.transport.requests
    let spoken = await workshop.type(["sync"], environment: ["FIELDSYNC_SERVER": "http://[::1]:81"])
    #expect(spoken.code == .login)
    #expect(workshop.transport.requests == requests)
    #expect(spoken.output.contains("Nobody is logged in here"))
    #expect(!spoken.errors.contains("went to"))
    #expect(spoken.errors.contains("FIELDSYNC_SERVER names http://[::1]:81"))
  }

  @Test func `a server is named with its port`() async throws {
    let workshop = try await Workshop.ready()
    workshop.transport.weather = .cut
    let spoken = await workshop.type(["sync"])
    #expect(spoken.output.contains("127.0.0.1:8080 was not reached"))
    #expect(!spoken.errors.contains("cannot be reached"), "the heading says so already")
  }

  @Test func `what the laptop refused is not called the server's refusal`() async throws {
    let workshop = try await Workshop.ready()
    workshop.transport.weather = .forbidden("No.")
    await workshop.done("set", "repairs", "1", "outcome=x")
    #expect(await workshop.type(["sync"]).code == .refused)
    let status = await workshop.done("status").output
    #expect(status.contains("refused") && !status.contains("refused by the server"))
  }

  @Test func `one sentence is said once`() async throws {
    let note = SyncNoteTwice.summary
    let page = SyncPage(summary: note, request: .init(), host: "h", wasInterrupted: false)
    #expect(page.answer.warnings.count == 1)
  }

  @Test func `a log-in that cannot be kept is trouble with the disk`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("logout")
    let file = workshop.home.appendingPathComponent("session.json")
    try FileManager.default.createDirectory(
      at: file.appendingPathComponent("x"),
      withIntermediateDirectories: true
    )
    let spoken = await workshop.type(
      ["login", "--user", "tech", "--password-stdin", "--json"],
      lines: ["tech"]
    )
    #expect(spoken.code == .storage)
    #expect(spoken.errorCode == "session-unwritable")
  }

  @Test func `a damaged replica is not told to be moved away`() async throws {
    let workshop = try await Workshop.ready()
    let file = Home(option: workshop.home.path, environment: [:]).replica
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: file.path + suffix)
    }
    try Data(repeating: 0x41, count: 20_000).write(to: file)
    let spoken = await workshop.type(["status"])
    #expect(spoken.code == .storage)
    #expect(spoken.errors.contains("fieldsync outbox recover"))
    #expect(!spoken.errors.contains("move the file away"))
  }

  @Test func `a retired name leads to its successor`() async throws {
    let workshop = try await Workshop.ready()
    let retired = try #require(try CatalogLoader.bundled().resources.first { $0.retiredBy != nil })
    let successor = try #require(retired.retiredBy)
    let shown = await workshop.done("catalog", "show", retired.name)
    #expect(shown.errors.contains("hold \(successor) instead"))
    let listed = await workshop.type(["list", retired.name])
    #expect(listed.errors.contains("hold \(successor) instead"))
  }

  @Test func `an empty file of commands does nothing, and devices can be read`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("run", "/dev/null")
    #expect(await workshop.type(["run", workshop.home.path + "/none"]).code == .failed)
    #expect(await workshop.type(["run", workshop.home.path]).code == .failed)
  }
}
