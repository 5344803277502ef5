import CatalogModel
import DepotCore
import FieldTestSupport
import RemoteAPI
import ReplicaStore
import Testing

@testable import SyncCore

struct AccountTests {
  @Test
  func `another account never sends what this one typed`() throws {
    let laptop = try Laptop()
    let note = try laptop.addNote("aline's")
    try laptop.logIn(as: "kofi")
    try laptop.set("repairs", .integer(2), ["outcome": .text("kofi's")])
    let summary = try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 2 outcome=kofi's: 200"])
    let row = RowReference(resource: "product_notes", key: note)
    #expect(summary.notes == [.blocked(row: row, obstacle: .otherAccount("aline"))])
    try laptop.logIn(as: "aline")
    try laptop.sync()
    #expect(try laptop.world.depot.rows(of: "product_notes").first?["created_by"] == .text("aline"))
    try laptop.expectAgreement()
  }

  @Test
  func `nobody changes a row while another account's change of it waits`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("aline's")])
    try laptop.logIn(as: "kofi")
    #expect(throws: ReplicaError.self) {
      try laptop.set("repairs", .integer(2), ["arrival_date": .text("2026-01-01")])
    }
    try laptop.logIn(as: "aline")
    #expect(try laptop.sync().outcome == .complete)
    try laptop.logIn(as: "kofi")
    try laptop.set("repairs", .integer(2), ["arrival_date": .text("2026-01-01")])
    #expect(try laptop.sync().waiting == 0)
    try laptop.expectAgreement()
  }

  @Test
  func `what one account was refused is not another's to mend`() throws {
    let laptop = try Laptop()
    let repair = try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "process": .text("nonsense")]
    )
    try laptop.sync()
    try laptop.logIn(as: "kofi")
    #expect(throws: ReplicaError.self) {
      try laptop.set("repairs", repair, ["process": .text("Replaced")])
    }
    try laptop.sync()
    #expect(laptop.writes().isEmpty)
    #expect(try laptop.standing().refused == 0)
    #expect(try laptop.standing().ofOthers == ["aline": 1])
    try laptop.logIn(as: "aline")
    #expect(try laptop.standing().refused == 1)
  }

  @Test
  func `what another account was refused, or is in conflict about, is not counted as one's own`()
    throws
  {
    let laptop = try Laptop()
    try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "process": .text("nonsense")]
    )
    try laptop.set("repairs", .integer(2), ["outcome": .text("aline's")])
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("office's")])
    let hers = try laptop.sync()
    #expect((hers.refused, hers.conflicts, hers.waiting) == (1, 1, 0))
    try laptop.logIn(as: "kofi")
    let his = try laptop.sync()
    #expect((his.refused, his.conflicts, his.waiting) == (0, 0, 2))
    let blocked = his.notes.compactMap { note in
      if case .blocked(_, let obstacle) = note { obstacle } else { nil }
    }
    #expect(blocked == [.otherAccount("aline"), .otherAccount("aline")])
    #expect(try laptop.standing().ofOthers == ["aline": 2])
  }

  @Test
  func `another account does not verify, and so does not send, what this one left unanswered`()
    throws
  {
    let laptop = try Laptop()
    try laptop.addNote("aline's")
    laptop.transport.order("POST", "product_notes", .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    try laptop.logIn(as: "kofi")
    try laptop.pass(seconds: 100)
    let summary = try laptop.sync()
    #expect((summary.unknown, summary.waiting) == (0, 1))
    #expect(laptop.writes().isEmpty)
    try laptop.logIn(as: "aline")
    #expect(try laptop.standing().unknown == 1)
  }

  @Test
  func `a dead token in the middle of a run ends it, and the queue is intact`() throws {
    let laptop = try Laptop(remembers: false)
    try laptop.set("repairs", .integer(2), ["outcome": .text("one")])
    try laptop.set("repairs", .integer(3), ["outcome": .text("two")])
    let depot = laptop.world.depot
    laptop.transport.order("PUT", "repairs", .after { try? depot.expireTokens() }, part: "/3")
    let summary = try laptop.sync()
    #expect(summary.outcome == .login)
    #expect(summary.applied == 1)
    #expect(summary.waiting == 1)
    #expect(summary.unknown == 0)
    #expect(summary.notes.last == .stopped(code: "login-needed"))
    #expect(try laptop.queue() == ["repairs 3: waiting"])
    try laptop.logIn(as: "aline")
    #expect(try laptop.sync().applied == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `with credentials remembered the run logs in again by itself`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("one")])
    try laptop.world.depot.expireTokens()
    #expect(try laptop.sync().outcome == .complete)
    try laptop.expectAgreement()
  }

  @Test
  func `nobody logged in is told so before anything is asked`() throws {
    let laptop = try Laptop()
    try laptop.server().logOut()
    let start = laptop.mark
    #expect(try laptop.sync().outcome == .login)
    #expect(laptop.mark == start)
  }
}
