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
  func `a row deleted on the server is hidden, and forgotten after a second look`() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    #expect(try laptop.sync().ghosts == 1)
    #expect(try laptop.row("product_notes", .integer(17)) == nil)
    #expect(try ghosts() == [17], "it is asked for once more")
    #expect(try laptop.lastEntry(.ghost) > 0, "the journal keeps its values")
    try laptop.sync()
    #expect(try ghosts() == [17], "not in the same hour")
    try laptop.pass(seconds: 3_600)
    #expect(try laptop.sync().ghosts == 0)
    #expect(try ghosts().isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `a row that a page left out and the second question shows stays`() throws {
    laptop.transport.order("GET", "product_notes", Self.count(29), part: "page=1000000000")
    laptop.transport.order("GET", "product_notes", Self.count(14), part: "page=1000000000")
    laptop.transport.order("GET", "product_notes", Self.count(8), part: "page=1000000000")
    // The leaf is cut short without saying so.
    laptop.transport.order("GET", "product_notes", Self.empty, part: "%22le%22")
    #expect(try laptop.sync().ghosts == 0)
    #expect(try laptop.standing().rows.first { $0.resource == "product_notes" }?.rows == 30)
    #expect(try ghosts().isEmpty)
  }

  @Test
  func `a hidden row that is there again comes back`() throws {
    laptop.transport.order("GET", "product_notes", Self.empty, part: "%22in%22")
    laptop.colleague(.delete, "product_notes", .integer(17))
    try laptop.replica.write(by: .engine) { writer in
      let row = RowReference(resource: "product_notes", key: .integer(4))
      let now = laptop.clock.now()
      try writer.hideGhost(row, in: laptop.table("product_notes"), now: now, serverNow: now)
    }
    laptop.transport.forgetOrders()
    try laptop.pass(seconds: 3_600)
    try laptop.sync()
    #expect(try laptop.row("product_notes", .integer(4))?["note_text"] == .text("n4"))
    #expect(try !ghosts().contains(4))
  }

  @Test(arguments: [200, 404])
  func `a portal's page confirms nothing`(_ status: Int) throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(status: status, type: "text/html", body: "<html>gone"),
      part: "%22in%22"
    )
    #expect(try laptop.sync().ghosts == 0)
    #expect(try laptop.row("product_notes", .integer(17)) != nil)
  }

  @Test
  func `a lost right confirms nothing, and is told apart`() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(status: 403, body: #"{"message":"no"}"#),
      part: "%22in%22"
    )
    let summary = try laptop.sync()
    #expect(summary.ghosts == 0)
    #expect(summary.notes.contains(.accessLost(resource: "product_notes")))
    #expect(try laptop.row("product_notes", .integer(17)) != nil)
  }

  @Test
  func `a ghost with unsent changes is a conflict, never purged`() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    try laptop.set("product_notes", .integer(17), ["note_text": .text("mine")])
    for _ in 1...3 {
      let summary = try laptop.sync(SyncRequest(pushes: false))
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
    let agreed = try laptop.sync(SyncRequest(agreesToDeletions: ["product_notes"]))
    #expect(agreed.ghosts == 20)
    #expect(try laptop.replica.read { try $0.count(in: laptop.table("product_notes")) } == 10)
    try laptop.expectAgreement()
  }

  @Test
  func `creations that receipts prove and a restored server lost are offered again`() throws {
    let keys = try ["x", "y", "z"].map { try laptop.addNote($0) }
    #expect(try laptop.sync().applied == keys.count)
    for key in 31...33 { laptop.colleague(.delete, "product_notes", .integer(Int64(key))) }
    let summary = try laptop.sync()
    #expect(summary.notes.contains(.serverRestored(resource: "product_notes", rows: 3)))
    #expect(summary.conflicts == 3)
    #expect(summary.ghosts == 0)
    let numbers = try laptop.conflicts().map(\.number)
    #expect(numbers.count == 3)
    try laptop.resolve(numbers[0], .mine)
    try laptop.resolve(numbers[1], .mine)
    try laptop.resolve(numbers[2], .theirs)
    #expect(try laptop.sync().applied == 2)
    #expect(try laptop.serverCount("product_notes") == 32)
    try laptop.expectAgreement()
  }

  @Test
  func `one creation of ours that a colleague deleted is no restored server`() throws {
    try laptop.addNote("x")
    try laptop.addNote("y")
    try laptop.sync()
    laptop.colleague(.delete, "product_notes", .integer(31))
    let summary = try laptop.sync()
    #expect(summary.notes.isEmpty)
    #expect(summary.ghosts == 1)
  }

  @Test(arguments: [true, false])
  func `another row under a key given anew is never merged`(_ isEdited: Bool) throws {
    // One page tells of it; the census would find the row as it was.
    laptop.settings.censusesInRun = 0
    laptop.settings.verificationPause = .infinity
    if isEdited { try laptop.set("product_notes", .integer(3), ["note_text": .text("mine")]) }
    let other = """
      {"num_results":1,"objects":[{"product_note_id":3,"note_text":"other",\
      "product_imei":"\(World.imei(2))","created_at":"2026-03-02T08:59:00","created_by":"office",\
      "modified_at":null,"modified_by":null}],"page":1,"total_pages":1}
      """
    laptop.transport.order("GET", "product_notes", .answered(status: 200, body: other))
    let summary = try laptop.sync(SyncRequest(pushes: false, only: ["product_notes"]))
    #expect(summary.notes.contains(.serverRestored(resource: "product_notes", rows: 1)))
    #expect(try laptop.conflicts().map(\.kind) == (isEdited ? [.updateDelete] : []))
    if isEdited {
      #expect(try laptop.row("product_notes", .integer(3))?["note_text"] == .text("mine"))
    }
  }

  @Test
  func `rows that lost their reference to a deleted row are read again`() throws {
    laptop.settings.censusesInRun = 20
    laptop.colleague(.delete, "shops", .integer(1))
    #expect(try laptop.serverRow("products", .text(World.imei(1)))?["shop_id"] == .null)
    #expect(try laptop.sync().ghosts == 1)
    try laptop.expectAgreement()
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
    #expect(try ghosts().isEmpty)
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

  private static let empty = ScriptedTransport.Fault.answered(
    status: 200,
    body: #"{"num_results":0,"objects":[],"page":1,"total_pages":0}"#
  )

  private static func count(_ rows: Int) -> ScriptedTransport.Fault {
    .answered(
      status: 200,
      body: #"{"num_results":\#(rows),"objects":[],"page":1,"total_pages":1}"#
    )
  }

  private func ghosts() throws -> [Int64] {
    try laptop.replica.read { try $0.ghosts(of: laptop.table("product_notes")) }.compactMap {
      if case .integer(let key) = $0.row.key { key } else { nil }
    }
  }

  private func stamps() throws -> [String: String] {
    try laptop.replica.read { reader in
      try World.resources.reduce(into: [:]) { $0[$1] = try reader.remembered("census:\($1)") }
    }
  }
}
