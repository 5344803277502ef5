import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct GhostTests {
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(isLoaded: false)
    laptop.settings.censusesInRun = 20
    for number in 1...30 {
      laptop.colleague(
        .create,
        "product_notes",
        nil,
        ["note_text": .text("n\(number)"), "product_imei": .text(World.imei(1))]
      )
    }
    try laptop.sync()
    try laptop.pass(seconds: 3_600)
  }

  @Test
  func `a row deleted on the server goes after a second confirmation`() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    #expect(try laptop.sync().ghosts == 0)
    #expect(try laptop.row("product_notes", .integer(17)) != nil)
    #expect(try laptop.sync().ghosts == 1)
    #expect(try laptop.row("product_notes", .integer(17)) == nil)
    try laptop.expectAgreement()
  }

  @Test
  func `a row that is back when it is asked for again stays`() throws {
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(
        status: 200,
        body: #"{"num_results":29,"objects":[],"page":1,"total_pages":1}"#
      ),
      part: "page=1000000000"
    )
    // The page of keys that follows the count shows one row less.
    laptop.colleague(.delete, "product_notes", .integer(17))
    laptop.transport.forgetOrders()
    try laptop.sync()
    #expect(try laptop.replica.read { try $0.suspectedGhosts() }.count == 1)
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(
        status: 200,
        body: #"{"product_note_id":17,"note_text":"n17","product_imei":"\#(World.imei(1))"}"#
      ),
      part: "product_notes/17"
    )
    #expect(try laptop.sync().ghosts == 0)
    #expect(try laptop.row("product_notes", .integer(17)) != nil)
  }

  @Test
  func `a portal's page confirms nothing`() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    try laptop.sync()
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(status: 404, type: "text/html", body: "<html>gone"),
      part: "product_notes/17"
    )
    #expect(try laptop.sync().ghosts == 0)
    #expect(try laptop.row("product_notes", .integer(17)) != nil)
  }

  @Test
  func `a lost right confirms nothing`() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    try laptop.sync()
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(status: 403, body: #"{"message":"no"}"#),
      part: "product_notes/17"
    )
    #expect(try laptop.sync().ghosts == 0)
    #expect(try laptop.row("product_notes", .integer(17)) != nil)
  }

  @Test
  func `a ghost with unsent changes is a conflict, never purged`() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    try laptop.sync()
    try laptop.set("product_notes", .integer(17), ["note_text": .text("mine")])
    for _ in 1...3 {
      let summary = try laptop.sync()
      #expect(summary.ghosts == 0)
      #expect(summary.conflicts == 1)
    }
    #expect(try laptop.row("product_notes", .integer(17))?["note_text"] == .text("mine"))
  }

  @Test
  func `a row that slipped by is fetched`() throws {
    let table = try laptop.table("product_notes")
    try laptop.replica.write(by: .engine) { try $0.removeRow(.integer(9), in: table) }
    let summary = try laptop.sync()
    #expect(summary.pulledRows == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `more than a fifth gone at once waits for a person`() throws {
    for key in 1...20 { laptop.colleague(.delete, "product_notes", .integer(Int64(key))) }
    for _ in 1...3 {
      let summary = try laptop.sync()
      #expect(summary.notes.contains(.tooManyGhosts(resource: "product_notes", rows: 20)))
      #expect(summary.ghosts == 0)
    }
    #expect(try laptop.replica.read { try $0.count(in: laptop.table("product_notes")) } == 30)
  }

  @Test
  func `what waits here is no difference`() throws {
    try laptop.addNote("new")
    try laptop.delete("product_notes", .integer(5))
    let start = laptop.mark
    try laptop.sync(SyncRequest(pushes: false))
    let asked = laptop.world.wire.records.dropFirst(start)
      .filter { $0.resource == "product_notes" && !$0.rows.isEmpty && $0.rows.count < 30 }
    #expect(asked.isEmpty, "no keys were compared")
    #expect(try laptop.replica.read { try $0.suspectedGhosts() }.isEmpty)
  }

  @Test
  func `the census takes turns`() throws {
    laptop.settings.censusesInRun = 4
    var counted: [Set<String>] = []
    for _ in 1...3 {
      try laptop.pass(seconds: 60)
      let before = try stamps()
      try laptop.sync()
      let after = try stamps()
      counted.append(Set(after.filter { before[$0.key] != $0.value }.keys))
    }
    #expect(counted.map(\.count) == [4, 4, 4])
    #expect(Set(counted.joined()).count == World.resources.count)
  }

  private func stamps() throws -> [String: String] {
    try laptop.replica.read { reader in
      try World.resources.reduce(into: [:]) { $0[$1] = try reader.remembered("census:\($1)") }
    }
  }
}
