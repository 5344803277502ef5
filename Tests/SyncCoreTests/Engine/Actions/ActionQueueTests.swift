import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct ActionQueueTests {
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: Laptop.unitTables, isLoaded: false)
    laptop.furnishForActions()
    try laptop.sync()
  }

  @Test
  func `edits and actions about one unit go in the order in which they were made`() throws {
    let mark = laptop.mark
    try laptop.addNote("before")
    try laptop.ask("enable")
    try laptop.addNote("between")
    try laptop.ask("disable")
    try laptop.addNote("after")
    try laptop.sync()
    #expect(
      laptop.deeds(since: mark) == [
        "POST product_notes", "PUT enable", "POST product_notes", "PUT disable",
        "POST product_notes",
      ]
    )
    let notes = try laptop.world.depot.rows(of: "product_notes").map { $0["note_text"] }
    #expect(notes == [.text("before"), .text("between"), .text("after")])
    try laptop.expectAgreement()
  }

  @Test
  func `an action that cannot go holds nothing back`() throws {
    let call = try laptop.ask("enable")
    try hold(call)
    try laptop.addNote("after")
    try laptop.ask("disable", ["imei": .text(World.imei(2))])
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == ["POST product_notes", "PUT disable"])
    #expect(try laptop.queue() == ["\(call.row): held"])
  }

  @Test
  func `an action whose row is refused meanwhile holds nothing back`() throws {
    // Too large to go before the pull, so that it is refused in the walk that the edit waits through.
    let repair = try laptop.add(
      "repairs",
      [
        "product_imei": .text(World.imei(2)),
        "workflow_name": .text(String(repeating: "long ", count: 2_000)),
      ]
    )
    let call = try laptop.ask(
      "dismiss_alert",
      ["alert_id": .integer(1), "repair_id": repair.value]
    )
    try laptop.set("alerts", .integer(1), ["extra_info": .text("later")])
    laptop.transport.order(
      "POST",
      "repairs",
      .answered(status: 400, body: #"{"message":"DataError"}"#)
    )
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(laptop.transport.isDone)
    #expect(laptop.deeds(since: mark) == ["PUT 1"])
    let row = RowReference(resource: "repairs", key: repair)
    #expect(summary.notes.contains(.blocked(row: call.row, obstacle: .dependsOn(row))))
  }

  @Test
  func `what an action waits for never waits for it`() throws {
    let call = try laptop.ask("enable")
    let subject = try #require(call.subject)
    let rows = ["1", "2"].map { RowReference(resource: "repairs", key: .text($0)) }
    let order = CallOrder([ReadyCall(call: call, awaited: [rows[0]])])
    let isBehind = rows.map { row in
      let pending = PendingRow(row: row, changes: [call.change + 1], effect: .create)
      return order.isBehind(pending, about: [row, subject])
    }
    #expect(isBehind == [false, true])
  }

  @Test
  func `what the server refuses is kept with its words, and the rest goes on`() throws {
    let refused = try laptop.ask(
      "change_state",
      ["imei": .text(World.imei(1)), "new_state": .integer(9)]
    )
    try laptop.ask("enable")
    let summary = try laptop.sync()
    #expect(summary.refused == 1)
    #expect(summary.applied == 1)
    guard case .refused(let status, let words)? = try entry(refused)?.state else {
      Issue.record("it is not refused")
      return
    }
    #expect(status == 400)
    #expect(words.contains("cannot go from NON_EXISTANT to TERMINATED"))
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == [])
  }

  @Test
  func `an action that waited too long never fires, and is asked for again`() throws {
    let call = try laptop.ask("sync")
    try laptop.pass(seconds: 86_401)
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(laptop.deeds(since: mark) == [])
    #expect(summary.notes.contains(.blocked(row: call.row, obstacle: .expired)))
    #expect(try entry(call)?.state == .expired)
    try laptop.replica.write(by: .engine) { try $0.renew([call.change], now: laptop.clock.now()) }
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == ["POST sync"])
    #expect(try laptop.queue() == [])
  }

  @Test
  func `a clock that was set back makes nobody's guess of how long it waited`() throws {
    let now = laptop.clock.now()
    let action = try #require(laptop.world.catalog.action(named: "enable"))
    let later = now.advanced(bySeconds: 3_600)
    let call = try laptop.replica.write(by: .person(now: later)) {
      try $0.queue(action, ["imei": .text(World.imei(1))], now: later).call
    }
    try laptop.sync()
    #expect(try entry(call)?.state == .expired)
  }

  @Test
  func `asking again for what folds asks once`() throws {
    for _ in 1...3 { try laptop.ask("sync") }
    try laptop.ask("enable")
    try laptop.ask("enable")
    #expect(try laptop.queue().count == 3)
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == ["POST sync", "PUT enable", "PUT enable"])
  }

  @Test
  func `the answer is the receipt`() throws {
    let call = try laptop.ask("enable")
    try laptop.sync()
    let change = try #require(try laptop.replica.read { try $0.recordedChange(call.change) })
    #expect(change.outcome == .delivered)
    let operation = try #require(change.operation)
    let receipt = try #require(
      try laptop.replica.read { try $0.receipt(ofOperation: operation) }
    )
    #expect(receipt.answer?["message"] == .text("Product is pending enable"))
    #expect(receipt.outcome == .confirmed)
    #expect(receipt.values.map(\.column) == ["imei"])
  }

  @Test
  func `what was not sent is taken back, what was sent is not`() throws {
    let call = try laptop.ask("enable")
    let undo = Undo(replica: laptop.replica, clock: laptop.clock)
    let proposal = try undo.proposal(.change(call.change))
    #expect(proposal.steps.map(\.effect) == [.action])
    try undo.perform(proposal)
    let mark = laptop.mark
    try laptop.sync()
    #expect(laptop.deeds(since: mark) == [])
    let sent = try laptop.ask("enable")
    try laptop.sync()
    let error = #expect(throws: UndoError.self) { try undo.proposal(.change(sent.change)) }
    #expect(error?.code == .actionSent)
  }

  @Test
  func `an action on a new row goes when the row has its key`() throws {
    let alert = RowKey.integer(1)
    let again = try laptop.add("repairs", ["product_imei": .text(World.imei(2))])
    try laptop.ask("dismiss_alert", ["alert_id": alert.value, "repair_id": again.value])
    #expect(again.isProvisional)
    try laptop.sync()
    let named = try #require(
      try laptop.replica.read {
        try $0.serverKey(of: RowReference(resource: "repairs", key: again))
      }
    )
    #expect(try laptop.serverRow("alerts", alert)?["repair_id"] == named.value)
    #expect(try laptop.queue() == [])
  }

  @Test
  func `an action survives the loss of the database, and starts as unknown`() throws {
    try laptop.ask("enable")
    let taken = try laptop.destroy().taken
    #expect(taken.map(\.resource) == ["enable"])
    #expect(try laptop.standing().unknown == 1)
    try laptop.sync()
    #expect(try laptop.serverCount("enable_history") == 1)
    #expect(try laptop.queue() == [])
  }

  @Test
  func `an action that may not be repeated goes to a person after the loss of the database`() throws
  {
    try laptop.ask("change_state", ["imei": .text(World.imei(1)), "new_state": .integer(2)])
    try laptop.destroy()
    try laptop.sync()
    #expect(try laptop.conflicts().map(\.kind) == [.action])
    #expect(try laptop.serverCount("states") == 0)
  }

  private func entry(_ call: QueuedCall) throws -> QueueEntry? {
    try laptop.replica.read { try $0.queueEntry(ofChange: call.change, at: laptop.clock.now()) }
  }

  private func hold(_ call: QueuedCall) throws {
    try laptop.replica.write(by: .engine) { writer in
      let entry = try #require(try writer.reader.queueEntry(ofChange: call.change))
      try writer.setHeld(true, entry: entry)
    }
  }
}
