import CatalogModel
import FieldTestSupport
import RemoteAPI
import ReplicaStore
import Testing

@testable import SyncCore

struct PullTests {
  @Test
  func `the first run brings every row of the scope`() throws {
    let laptop = try Laptop(isLoaded: false)
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.pulledRows == (try laptop.standing().rows.reduce(0) { $0 + $1.rows }))
    #expect(try laptop.row("repairs", .integer(2))?["product_imei"] == .text(World.imei(2)))
    try laptop.expectAgreement()
  }

  @Test
  func `a run with nothing to do sends no write and changes nothing`() throws {
    let laptop = try Laptop()
    let start = laptop.mark
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.pulledRows == 0)
    #expect(summary.applied == 0)
    #expect(summary.notes.isEmpty)
    #expect(laptop.writes(since: start).isEmpty)
    #expect(laptop.world.wire.records.dropFirst(start).allSatisfy { $0.method == "GET" })
  }

  @Test
  func `rows created and rows modified later are seen`() throws {
    let laptop = try Laptop()
    // A receipt tells how stamps lie to the server's clock; beyond the overlap what was there at first
    // is no news by its creation any more.
    try laptop.addNote("receipt")
    for _ in 1...2 {
      try laptop.sync()
      try laptop.pass(seconds: 3_600)
    }
    try laptop.sync()
    laptop.colleague(.update, "repairs", .integer(3), ["outcome": .text("fixed")])
    laptop.colleague(
      .create,
      "product_notes",
      nil,
      ["note_text": .text("hello"), "product_imei": .text(World.imei(1))]
    )
    #expect(try laptop.sync().pulledRows == 2)
    #expect(try laptop.row("repairs", .integer(3))?["outcome"] == .text("fixed"))
    try laptop.expectAgreement()
  }

  @Test
  func `pages smaller than asked for lose nothing, though all rows share one stamp`() throws {
    let laptop = try Laptop(isLoaded: false)
    laptop.settings.pageSize = 7
    for number in 1...40 {
      laptop.colleague(
        .create,
        "product_notes",
        nil,
        ["note_text": .text("n\(number)"), "product_imei": .text(World.imei(1))]
      )
    }
    try laptop.sync()
    laptop.settings.pageSize = 3
    for number in 41...60 {
      laptop.colleague(
        .create,
        "product_notes",
        nil,
        ["note_text": .text("n\(number)"), "product_imei": .text(World.imei(1))]
      )
    }
    try laptop.sync()
    try laptop.expectAgreement()
  }

  @Test
  func `a run cut off in the middle goes on where it was`() throws {
    let laptop = try Laptop(isLoaded: false)
    laptop.settings.pageSize = 2
    laptop.transport.order("GET", "repairs", .unreachable, skip: 1)
    #expect(try laptop.sync().outcome == .partial)
    let cursor = try laptop.replica.read { try $0.cursor(of: "repairs", scope: "account") }
    #expect(cursor.stage == .load)
    #expect(cursor.spans == [KeySpan(first: 3, rows: 2)])
    let start = laptop.mark
    laptop.transport.forgetOrders()
    #expect(try laptop.sync().outcome == .complete)
    let first = laptop.world.wire.records.dropFirst(start).first { $0.resource == "repairs" }
    #expect(first?.rows.compactMap { $0["repair_id"] } == [.integer(4), .integer(3)])
    try laptop.expectAgreement()
  }

  @Test
  func `a resource that may not be read holds nothing else back`() throws {
    let laptop = try Laptop(isLoaded: false)
    laptop.transport.order(
      "GET",
      "shops",
      .answered(status: 403, body: #"{"message":"no"}"#),
      times: 9
    )
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.notes == [.drifted(resource: "shops", .forbidden)])
    #expect(summary.deniedResources == 1)
    #expect(try laptop.replica.read { try $0.count(in: laptop.table("repairs")) } == 4)
  }

  @Test
  func `a run that is asked to keep to a resource asks for no other`() throws {
    let laptop = try Laptop(isLoaded: false)
    try laptop.sync(SyncRequest(only: ["repairs"]))
    let asked = Set(laptop.world.wire.records.filter { $0.method == "GET" }.map(\.resource))
    #expect(asked.subtracting(["home"]) == ["repairs"])
  }

  @Test
  func `a clock that is years off changes nothing`() throws {
    for error in [-12.0, 9.0].map({ $0 * 365 * 86_400 }) {
      let laptop = try Laptop(clockError: error)
      let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
      try laptop.add(
        "repair_symptom_type_linker",
        ["repair_id": repair.value, "symptom_type_id": .integer(1)]
      )
      laptop.transport.order("POST", "repairs", .answerLost)
      laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("seen")])
      let summary = try laptop.sync()
      #expect(summary.outcome == .complete)
      #expect(try laptop.row("repairs", .integer(2))?["outcome"] == .text("seen"))
      #expect(try laptop.serverCount("repairs") == 5)
      try laptop.expectAgreement()
    }
  }
}
