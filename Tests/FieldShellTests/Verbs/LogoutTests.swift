import CatalogModel
import Foundation
import ReplicaStore
import Testing

@testable import FieldShell

/// `logout`, and what `--wipe` takes and leaves.
struct LogoutTests {
  private func left(in workshop: Workshop) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: workshop.home.path)) ?? []).sorted()
  }

  @Test func `logout alone forgets the log-in and keeps the work`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let spoken = await workshop.done("logout", "--json")
    #expect(spoken.json["wiped"] == .boolean(false))
    #expect(await workshop.type(["sync"]).code == .login)
    let row = await workshop.done("show", "repairs", "1", "--json")
    #expect(row.json["unsent"] == .array([.text("outcome")]))
  }

  @Test func `a script is refused while work is unsent, and has to say that it goes`() async throws
  {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    for words in [["logout", "--wipe", "--json"], ["logout", "--wipe", "--discard-unsent=no"]] {
      #expect(await workshop.type(words).code != .done)
    }
    let refused = await workshop.type(["logout", "--wipe", "--json"])
    #expect(refused.code == .failed)
    #expect(refused.errorCode == "unsent-work")
    #expect(await workshop.type(["logout", "--discard-unsent"]).code == .usage)
    await workshop.done("show", "repairs", "1")
    await workshop.done("status")
    await workshop.done("logout", "--wipe", "--discard-unsent")
    #expect(await workshop.type(["status", "--json"]).errorCode == "not-set-up")
  }

  @Test(arguments: [("n", false), ("", false), ("y", true), ("oui", true)])
  func `a person sees what would be lost and is asked`(answer: String, goes: Bool) async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let spoken = await workshop.type(
      ["logout", "--wipe"],
      lines: [answer],
      terminal: .screen(80)
    )
    #expect(spoken.code == .done)
    #expect(spoken.output.contains("change repairs 1"))
    #expect(spoken.output.contains("fixed"))
    #expect(spoken.prompts.count == 1)
    #expect(left(in: workshop).isEmpty == goes)
    if !goes { await workshop.done("sync") }
  }

  @Test func `without unsent work nobody is asked`() async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.type(["logout", "--wipe"], terminal: .screen(80))
    #expect(spoken.code == .done)
    #expect(spoken.prompts.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: workshop.home.path))
  }

  @Test func `no row, token or line typed stays behind, and nothing of others goes`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done(
      "login",
      "--user",
      "tech",
      "--password-stdin",
      "--remember",
      lines: ["tech"]
    )
    let files = [
      "history", "session.json.new", "config.json.new", "replica.sqlite.new", "mine.txt",
    ]
    for file in files {
      try Data("row".utf8).write(to: workshop.home.appendingPathComponent(file))
    }
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    await workshop.done("logout", "--wipe", "--discard-unsent")
    #expect(left(in: workshop) == ["mine.txt"])
  }

  @Test func `a replica that cannot be opened can be wiped`() async throws {
    let workshop = try await Workshop.ready()
    let file = Home(option: workshop.home.path, environment: [:]).replica
    for suffix in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: file.path + suffix)
    }
    try Data(repeating: 0x41, count: 20_000).write(to: file)
    #expect(await workshop.type(["logout", "--wipe"]).code == .storage)
    await workshop.done("logout", "--wipe", "--discard-unsent")
    #expect(left(in: workshop).isEmpty)
  }

  @Test func `a replica that a sync works on is not wiped under it`() async throws {
    let workshop = try await Workshop.ready()
    let replica = try Replica.open(
      at: Home(option: workshop.home.path, environment: [:]).replica,
      catalog: try CatalogLoader.bundled()
    )
    let lock = try replica.acquireRunLock()
    #expect(await workshop.type(["logout", "--wipe"]).code == .busy)
    await workshop.done("status")
    lock.release()
    await workshop.done("logout", "--wipe")
  }
}
