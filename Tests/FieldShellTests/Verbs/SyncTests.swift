import CatalogModel
import DepotCore
import Foundation
import RemoteAPI
import ReplicaStore
import Synchronization
import Testing

@testable import FieldShell

struct SyncTests {
  @Test func `a run tells what it did, in the shape that scripts rely on`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let spoken = await workshop.done("sync", "--json")
    let json = spoken.json
    #expect(json["outcome"] == .text("complete"))
    #expect(
      json["pushed"]
        == .object(["applied": .integer(1), "unknown": .integer(0), "refused": .integer(0)])
    )
    #expect(json["exit_codes"] == .array([]))
    for name in ["conflicts", "ghosts", "requests", "bytes_sent", "bytes_received"] {
      guard case .integer? = json[name] else {
        Issue.record("\(name) is missing")
        continue
      }
    }
    #expect(spoken.errors.isEmpty)
    #expect(try workshop.depot.rows(of: "repairs").first?["outcome"] == .text("fixed"))
  }

  @Test(arguments: [
    (WorkshopTransport.Weather.cut, 5, "offline"), (.portal, 9, "offline"),
    (.failing(.certificateDate), 9, "offline"), (.failing(.certificateUntrusted), 9, "offline"),
    (.failing(.certificateName), 9, "offline"), (.failing(.tlsFailed), 9, "offline"),
    (.failing(.proxyLogin), 1, "offline"), (.failing(.proxyRefused), 1, "offline"),
    (.failing(.insecure), 1, "offline"), (.failing(.timedOut), 5, "offline"),
    (.forbidden("not \u{1B}[1myou"), 6, "complete"),
  ])
  func `trouble has its outcome and exit code`(
    weather: WorkshopTransport.Weather,
    code: Int32,
    outcome: String
  ) async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    workshop.transport.weather = weather
    let spoken = await workshop.type(["sync", "--json"])
    #expect(spoken.code.rawValue == code)
    #expect(spoken.json["outcome"] == .text(outcome))
    #expect(spoken.json["exit_codes"] == .array([.integer(Int64(code))]))
    let plain = await workshop.type(["sync"])
    #expect(plain.code.rawValue == code)
    #expect(!plain.errors.contains("\u{1B}"))
    #expect(!plain.output.contains("agree"))
    let standing = await workshop.done("status", "--json")
    let open = ["waiting", "refused"].map { standing.json[$0] ?? .null }
    #expect(open.contains(.integer(1)))
  }

  @Test func `a truncated answer spoils the run and not the work`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    workshop.transport.weather = .truncated
    let spoken = await workshop.type(["sync", "--json"])
    #expect(spoken.code != .done)
    workshop.transport.weather = .clear
    workshop.clock.advance(by: 120)
    await workshop.done("sync")
    #expect(try workshop.depot.rows(of: "repairs").first?["outcome"] == .text("fixed"))
  }

  @Test func `a lost answer is told as unknown and sent once`() async throws {
    let workshop = try await Workshop.ready()
    let before = try workshop.depot.count(of: "product_notes")
    await workshop.done(
      "add",
      "product_notes",
      "product_imei=\(try workshop.imei())",
      "note_text=opened"
    )
    workshop.transport.weather = .lostCreates
    _ = await workshop.type(["sync"])
    workshop.transport.weather = .clear
    workshop.clock.advance(by: 120)
    await workshop.done("sync")
    #expect(try workshop.depot.count(of: "product_notes") == before + 1)
    #expect(await workshop.done("status", "--json").json["unknown"] == .integer(0))
  }

  @Test func `a refusal is learned as a warning until the next log-in`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    workshop.transport.weather = .forbidden("no")
    #expect(await workshop.type(["sync"]).code == .refused)
    let warned = await workshop.done("set", "repairs", "2", "outcome=fixed")
    #expect(warned.errors.contains("may refuse again"))
    workshop.transport.weather = .clear
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    #expect(await workshop.done("set", "repairs", "3", "outcome=fixed").errors.isEmpty)
  }

  @Test func `a second run says busy at once`() async throws {
    let workshop = try await Workshop.ready()
    let home = Home(option: workshop.home.path, environment: [:])
    let replica = try Replica.open(at: home.replica, catalog: try CatalogLoader.bundled())
    let lock = try replica.acquireRunLock()
    let spoken = await workshop.type(["sync", "--json"])
    #expect(spoken.code == .busy)
    #expect(spoken.json["outcome"] == .text("busy"))
    lock.release()
    await workshop.done("sync")
  }

  @Test(arguments: [("en_GB.UTF-8", "Another sync is at work"), ("fr_FR.UTF-8", "autre synchro")])
  func `at a terminal a run goes after the one that is at work, and shows what that one is at`(
    _ locale: String,
    _ words: String
  ) async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let lock = try RunLock(beside: workshop.home.appendingPathComponent("replica.sqlite"))
    let process = ProcessInfo.processInfo.processIdentifier
    let step = #""step":"reading","resource":"products","rows":70,"left":30,"seconds":2.0"#
    lock.tell(Data("{\"process\":\(process),\(step)}".utf8))
    let waits = Mutex(0)
    workshop.clock.afterEachWait { _ in
      if waits.withLock({
        $0 += 1
        return $0
      }) == 3 {
        lock.release()
      }
    }
    let spoken = await workshop.type(
      ["sync"],
      terminal: .screen(120),
      environment: ["LC_ALL": locale]
    )
    #expect(spoken.code == .done)
    #expect(spoken.errors.contains(words))
    #expect(spoken.errors.contains("products"))
    #expect(waits.withLock { $0 } >= 3)
    #expect(try workshop.depot.rows(of: "repairs").first?["outcome"] == .text("fixed"))
  }

  @Test func `a wait for another run ends at the time limit and at Control-C`() async throws {
    let workshop = try await Workshop.ready()
    let lock = try RunLock(beside: workshop.home.appendingPathComponent("replica.sqlite"))
    defer { lock.release() }
    let late = await workshop.type(["sync", "--max-time", "5"], terminal: .screen(80))
    #expect(late.code == .busy)
    let interrupts = workshop.interrupts
    workshop.clock.afterEachWait { _ in interrupts.press() }
    #expect(await workshop.type(["sync"], terminal: .screen(80)).code == .interrupted)
  }

  @Test func `Control-C ends a run cleanly`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let interrupts = workshop.interrupts
    workshop.transport.whenAsked { interrupts.press() }
    let spoken = await workshop.type(["sync", "--json"])
    #expect(spoken.code == .interrupted)
    await workshop.done("sync")
    #expect(try workshop.depot.rows(of: "repairs").first?["outcome"] == .text("fixed"))
  }

  @Test func `a dry run needs no network`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    await workshop.done("set", "repairs", "2", "outcome=fixed")
    await workshop.done("queue", "hold", "2")
    let before = workshop.transport.requests
    let spoken = await workshop.done("sync", "--dry-run", "--json")
    #expect(
      spoken.json["ready"]
        == .array([.object(["resource": .text("repairs"), "key": .integer(1)])])
    )
    guard case .array(let blocked)? = spoken.json["blocked"] else { return }
    #expect(blocked.map { $0["reason"] } == [.text("held")])
    #expect(workshop.transport.requests == before)
  }

  @Test func `a dry run foretells what the link and the rows allow to be foretold`() async throws {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", "shops,products")
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    let blank = await workshop.done("sync", "--dry-run", "--json").json["estimate"]
    #expect(blank?["rows"] == .null)
    #expect(blank?["uncounted"] == .array([.text("products"), .text("shops")]))
    let plain = await workshop.done("sync", "--dry-run")
    #expect(plain.output.contains("How long it would take is not known."))
    await workshop.done("sync")
    workshop.clock.advance(by: 7_200)
    await workshop.done("sync")
    let estimate = await workshop.done("sync", "--dry-run", "--json").json["estimate"]
    #expect(estimate?["uncounted"] == .array([]))
    #expect(estimate?["rows"] == .integer(0))
    guard case .integer(let requests)? = estimate?["requests"] else { return }
    #expect((3...8).contains(requests))
  }

  @Test func `progress is one line in place on a screen, and lines in a log`() async throws {
    let workshop = try await Workshop.ready()
    let screen = await workshop.type(["sync"], terminal: .screen(80))
    #expect(screen.errors.hasPrefix("\r\u{1B}[KConnecting…"))
    #expect(screen.errors.hasSuffix("\r\u{1B}[K"))
    #expect(!screen.errors.contains("\n"))
    let log = await workshop.done("sync")
    #expect(log.errors.hasPrefix("Connecting…\n"))
  }

  @Test func `status says whether everything is on the server`() async throws {
    let workshop = try await Workshop.ready()
    let clean = await workshop.done("status")
    #expect(clean.output.hasPrefix("Everything entered here is on the server.\n"))
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let open = await workshop.type(["status"], environment: ["LANG": "fr_FR.UTF-8"])
    #expect(open.output.hasPrefix("Tout n'est pas encore sur le serveur.\n"))
    let json = await workshop.done("status", "--json").json
    #expect(json["waiting"] == .integer(1))
    let repairs = Int64(try workshop.depot.count(of: "repairs"))
    #expect(json["resources"]?["repairs"]?["rows"] == .integer(repairs))
    #expect(json["last_sync"] == .text("2026-03-04T08:00:00"))
  }
}
