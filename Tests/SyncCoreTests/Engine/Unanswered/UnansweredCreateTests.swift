import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct UnansweredCreateTests {
  private let laptop: Laptop

  init() throws { laptop = try Laptop() }

  @Test
  func `a creation whose answer was lost is found and adopted`() throws {
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .answerLost)
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.applied == 1)
    let row = RowReference(resource: "product_notes", key: .integer(1))
    #expect(summary.notes == [.unanswered(row: provisional(1)), .adopted(row: row)])
    #expect(laptop.writes().count == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `what a colleague wrote into a row before it was found is not written over unasked`() throws
  {
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    laptop.transport.order("POST", "repairs", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    try laptop.set("repairs", repair, ["outcome": .text("mine"), "process": .text("mine")])
    let rows = try laptop.world.depot.rows(of: "repairs")
    let there = try #require(rows.compactMap { $0["repair_id"].flatMap(RowKey.init) }.max())
    laptop.colleague(.update, "repairs", there, ["outcome": .text("theirs")])
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", there)?["outcome"] == .text("theirs"))
    #expect(try laptop.conflicts().map(\.row.key) == [there])
    #expect(try laptop.conflicts().first?.columns.map(\.column).contains("outcome") == true)
  }

  @Test
  func `a deleted row that turns out to be our own new one stays, and the log says so`() throws {
    let name = "repair_symptom_type_linker"
    try laptop.addNote("before")
    try laptop.sync()
    try laptop.add(name, ["repair_id": .integer(1), "symptom_type_id": .integer(1)])
    laptop.transport.order("POST", name, .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    let table = try laptop.table(name)
    let row = try #require(try laptop.world.depot.rows(of: name).first)
    let key = try #require(row.key(in: table.resource))
    _ = try laptop.replica.write(by: .engine) { try $0.storeServerRow(row, in: table) }
    try laptop.delete(name, key)
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.writes(since: mark) == [])
    #expect(try laptop.serverCount(name) == 1)
    try laptop.expectAgreement()
    let entries: [JournalEntry] = try laptop.replica.read { try $0.journal(limit: 5) }
    #expect(entries.map(\.event).contains("dropped"))
  }

  @Test
  func `what waited for it goes in the same run`() throws {
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    laptop.transport.order("POST", "repairs", .answerLost)
    let summary = try laptop.sync()
    #expect(summary.applied == 2)
    #expect(summary.waiting == 0)
    #expect(!summary.notes.contains { if case .blocked = $0 { true } else { false } })
    try laptop.expectAgreement()
  }

  @Test
  func `parent and child that never arrived both go in the same run`() throws {
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    laptop.transport.order("POST", "repairs", .dropped)
    laptop.transport.order("POST", "repair_symptom_type_linker", .dropped)
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.applied == 2)
    #expect(try laptop.serverCount("repairs", "product_imei", .text(World.imei(1))) == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `a creation that never arrived is sent again after the settle time`() throws {
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .dropped)
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(summary.seconds >= laptop.settings.settle)
    #expect(try laptop.serverCount("product_notes") == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a creation that is committed late is not sent again`() throws {
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .late(seconds: 20))
    #expect(try laptop.sync().applied == 1)
    #expect(laptop.writes().count == 1)
    #expect(try laptop.serverCount("product_notes") == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `two identical notes made on purpose stay two`() throws {
    try laptop.addNote("twin")
    try laptop.addNote("twin")
    laptop.transport.order("POST", "product_notes", .answerLost, times: 2)
    #expect(try laptop.sync().applied == 2)
    #expect(laptop.writes().count == 2)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("twin")) == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `of two identical notes, the one that never arrived is sent again`() throws {
    try laptop.addNote("twin")
    try laptop.addNote("twin")
    laptop.transport.order("POST", "product_notes", .answerLost)
    laptop.transport.order("POST", "product_notes", .dropped)
    #expect(try laptop.sync().applied == 2)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("twin")) == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `an identical note that was sent before is not taken for the lost one`() throws {
    try laptop.addNote("twin")
    try laptop.sync()
    try laptop.addNote("twin")
    laptop.transport.order("POST", "product_notes", .dropped)
    #expect(try laptop.sync().applied == 1)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("twin")) == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `a colleague's identical note is not taken for the lost one`() throws {
    // A receipt shows under which name the server notes us.
    try laptop.addNote("before")
    try laptop.sync()
    try laptop.addNote("same words")
    laptop.transport.order("POST", "product_notes", .dropped)
    laptop.colleague(
      .create,
      "product_notes",
      nil,
      ["note_text": .text("same words"), "product_imei": .text(World.imei(1))]
    )
    #expect(try laptop.sync().applied == 1)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("same words")) == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `a laptop that dies before the request leaves sends it once`() throws {
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .fatal)
    try laptop.syncUntilDeath()
    #expect(try laptop.queue() == ["product_notes new:1: unknown"])
    #expect(try laptop.serverCount("product_notes") == 0)
    try laptop.sync()
    #expect(laptop.writes().count == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a laptop that dies while the request is under way adopts what came of it`() throws {
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .fatalAndLate(seconds: 20))
    try laptop.syncUntilDeath()
    try laptop.sync()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(laptop.writes().count == 1)
    try laptop.expectAgreement()
  }

  // The settle time counts from the last attempt, not from the first.
  @Test
  func `a laptop that dies during the second attempt waits for that one`() throws {
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .dropped)
    laptop.transport.order("POST", "product_notes", .fatalAndLate(seconds: 20))
    try laptop.syncUntilDeath()
    try laptop.sync()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(laptop.writes().count == 1)
    #expect(try laptop.serverCount("product_notes") == 1)
    try laptop.expectAgreement()
  }

  // How long the request was under way when the laptop died, nobody knows.
  @Test
  func `a laptop that died waits the settle time from when it is back`() throws {
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .fatalAndLate(seconds: 60))
    try laptop.syncUntilDeath()
    try laptop.pass(seconds: 45)
    try laptop.sync()
    #expect(laptop.writes().count == 1)
    #expect(try laptop.serverCount("product_notes") == 1)
    try laptop.expectAgreement()
  }

  // The server tells its time in whole seconds.
  @Test(arguments: [0.05, 0.25, 0.45, 0.65, 0.85, 0.95], [0.05, 0.3, 0.6, 0.9])
  func `a short settle time is not cut shorter by the seconds of a clock`(
    phase: Double,
    pause: Double
  ) throws {
    laptop.settings.settle = 1
    try laptop.pass(seconds: phase)
    try laptop.addNote("once")
    laptop.transport.order("POST", "product_notes", .late(seconds: 0.98))
    let cut = try laptop.sync(SyncRequest(maximumSeconds: 10.5))
    #expect(cut.outcome == .limited)
    try laptop.pass(seconds: pause)
    try laptop.sync()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(laptop.writes().count == 1)
    #expect(try laptop.serverCount("product_notes") == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a portal's page is no answer`() throws {
    try laptop.addNote("once")
    laptop.transport.order(
      "POST",
      "product_notes",
      .answered(status: 200, type: "text/html", body: "<html>Log in")
    )
    laptop.transport.order(
      "POST",
      "product_notes",
      .answered(status: 403, type: "text/html", body: "<html>No")
    )
    var summary = try laptop.sync()
    #expect(summary.refused == 0)
    while summary.unknown > 0 {
      try laptop.pass(seconds: 60)
      summary = try laptop.sync()
    }
    #expect(try laptop.serverCount("product_notes") == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a failure that repeats without effect is refused with the server's words`() throws {
    try laptop.addNote("bad")
    laptop.transport.order(
      "POST",
      "product_notes",
      .answered(status: 500, body: #"{"message":"division by zero"}"#),
      times: 99
    )
    var attempts = 0
    var summary = try laptop.sync()
    while summary.refused == 0, attempts < 20 {
      attempts += 1
      try laptop.pass(seconds: 300)
      summary = try laptop.sync()
    }
    #expect(summary.unknown == 0)
    let queue = try laptop.queue()
    #expect(queue.count == 1)
    #expect(queue.first?.contains("division by zero") == true)
  }

  @Test
  func `a row edited before it was recognised keeps the edit and sends it`() throws {
    let note = try laptop.addNote("first")
    laptop.transport.order("POST", "product_notes", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    #expect(try laptop.standing().unknown == 1)
    try laptop.set("product_notes", note, ["note_text": .text("second")])
    let start = laptop.mark
    try laptop.sync()
    #expect(laptop.writes(since: start) == ["PUT product_notes 1 note_text=second: 200"])
    try laptop.expectAgreement()
  }

  @Test
  func `a note with more words sent does not lose one with fewer`() throws {
    try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "outcome": .text("more")]
    )
    laptop.transport.order("POST", "repairs", .dropped)
    laptop.transport.order("POST", "repairs", .answerLost)
    #expect(try laptop.sync().applied == 2)
    #expect(try laptop.serverCount("repairs") == 6)
    try laptop.expectAgreement()
  }

  private func provisional(_ number: Int64) -> RowReference {
    RowReference(
      resource: "product_notes",
      key: .integer(RowKey.firstProvisional + number)
    )
  }
}
