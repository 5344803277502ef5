import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Several operations under way at once, and rows that wait for each other.
struct LaneTests {
  @Test(arguments: [1, 4], [0, 16])
  func `as many operations are under way at once as are allowed`(
    _ lanes: Int,
    _ ahead: Int
  ) throws {
    let laptop = try Laptop()
    laptop.settings.lanes = lanes
    laptop.settings.lanesAhead = ahead
    for number in 1...12 { try laptop.addNote("note \(number)") }
    let start = laptop.world.timeline.now.secondsSince1970
    #expect(try laptop.sync(SyncRequest(pulls: false)).applied == 12)
    let seconds = laptop.world.timeline.now.secondsSince1970 - start
    // Each takes 0.4 s on the average, both ways, and the greeting one more.
    #expect(lanes == 1 ? seconds > 3.5 : seconds < 2.6, "\(seconds)")
    try laptop.expectAgreement()
  }

  @Test
  func `what refers to a row goes after it, whatever else is under way`() throws {
    let laptop = try Laptop()
    for number in 1...5 {
      let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(number % 4 + 1))])
      for symptom in 1...2 {
        try laptop.add(
          "repair_symptom_type_linker",
          ["repair_id": repair.value, "symptom_type_id": .integer(Int64(symptom))]
        )
      }
    }
    let summary = try laptop.sync()
    #expect((summary.applied, summary.waiting, summary.refused) == (15, 0, 0))
    try laptop.expectAgreement()
  }

  @Test
  func `a window of one row sends all the same, in whatever order the rows came`() throws {
    let laptop = try Laptop()
    laptop.settings.window = 1
    let linker = try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": .integer(RowKey.firstProvisional + 1), "symptom_type_id": .integer(1)]
    )
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try #require(repair == .integer(RowKey.firstProvisional + 1))
    let summary = try laptop.sync()
    #expect((summary.applied, summary.waiting) == (2, 0))
    #expect(try laptop.row("repair_symptom_type_linker", linker) == nil)
    try laptop.expectAgreement()
  }

  @Test
  func `one that is refused holds back what refers to it, and the other lanes go on`() throws {
    let laptop = try Laptop()
    let repair = try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "process": .text("nonsense")]
    )
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    for number in 1...6 { try laptop.addNote("note \(number)") }
    let summary = try laptop.sync()
    #expect((summary.applied, summary.refused, summary.waiting) == (6, 1, 1))
    #expect(
      summary.notes.contains { note in
        if case .blocked(let row, .dependsOn(let need)) = note {
          row.resource == "repair_symptom_type_linker" && need.key == repair
        } else {
          false
        }
      }
    )
  }

  @Test
  func `a run tells of rows in the order of the queue, whichever was answered first`() throws {
    let laptop = try Laptop()
    let notes = try (1...4).map { try laptop.addNote("note \($0)") }
    laptop.transport.order("POST", "product_notes", .answerLost)
    let refusal = ScriptedTransport.Fault.answered(status: 400, body: #"{"message": "no"}"#)
    laptop.transport.order("POST", "product_notes", refusal, times: 3)
    let summary = try laptop.sync()
    let told = summary.notes.compactMap { note in
      switch note {
      case .refused(let row, _), .unanswered(let row): row.key
      default: nil as RowKey?
      }
    }
    #expect(told == notes)
    #expect((summary.applied, summary.refused, summary.unknown) == (1, 3, 0))
  }

  @Test
  func `answers lost in all lanes at once are one failure of the link`() throws {
    let laptop = try Laptop()
    for number in 1...8 { try laptop.addNote("note \(number)") }
    laptop.transport.order("POST", "product_notes", .answerLost, times: 4)
    let summary = try laptop.sync()
    #expect((summary.applied, summary.unknown, summary.waiting) == (8, 0, 0))
    #expect(try laptop.serverCount("product_notes") == 8)
    try laptop.expectAgreement()
  }

  @Test
  func `what was frozen ahead and never left waits as before when the log-in ends`() throws {
    let laptop = try Laptop(remembers: false)
    laptop.settings.lanesAhead = 8
    for number in 1...20 { try laptop.addNote("note \(number)") }
    let depot = laptop.world.depot
    laptop.transport.order("POST", "product_notes", .after { try? depot.expireTokens() })
    let summary = try laptop.sync()
    #expect(summary.outcome == .login)
    #expect((summary.unknown, summary.refused) == (0, 0))
    #expect(try summary.applied == laptop.serverCount("product_notes"))
    #expect(summary.applied + summary.waiting == 20)
    #expect(summary.waiting >= 12)
    try laptop.logIn(as: "aline")
    #expect(try laptop.sync().waiting == 0)
    #expect(try laptop.serverCount("product_notes") == 20)
    try laptop.expectAgreement()
  }

  @Test
  func `nothing that was frozen ahead leaves while the server wants a pause`() throws {
    let laptop = try Laptop()
    (laptop.settings.lanes, laptop.settings.lanesAhead) = (1, 8)
    for number in 1...10 { try laptop.addNote("note \(number)") }
    let later = ScriptedTransport.Fault.answered(
      status: 503,
      body: "{}",
      headers: [("Retry-After", "20")]
    )
    laptop.transport.order("POST", "product_notes", later)
    let (start, mark) = (laptop.world.timeline.now.secondsSince1970, laptop.mark)
    #expect(try laptop.sync(SyncRequest(pulls: false)).waiting == 0)
    let writes = laptop.world.wire.records.dropFirst(mark).filter { $0.method == "POST" }
    // The one that was answered with the pause did not reach the server.
    let first = try #require(writes.first).time.secondsSince1970
    #expect(first - start >= 20, "\(first - start)")
    #expect(try laptop.serverCount("product_notes") == 10)
    try laptop.expectAgreement()
  }

  @Test(arguments: [0, 16])
  func `answers are kept together where enough is frozen ahead`(_ ahead: Int) throws {
    let laptop = try Laptop()
    (laptop.settings.lanes, laptop.settings.lanesAhead) = (2, ahead)
    for number in 1...60 { try laptop.addNote("note \(number)") }
    #expect(try laptop.sync(SyncRequest(pulls: false)).applied == 60)
    let receipts = try laptop.replica.read { reader in
      try (1...60).compactMap { try reader.receipt(ofOperation: $0)?.receivedAt }
    }
    #expect(receipts.count == 60)
    let moments = Set(receipts).count
    #expect(ahead == 0 ? moments > 40 : moments < 25, "\(moments)")
    try laptop.expectAgreement()
  }

  @Test
  func `a laptop that dies with operations frozen ahead sends each of them once`() throws {
    let laptop = try Laptop()
    laptop.settings.lanesAhead = 16
    for number in 1...20 { try laptop.addNote("note \(number)") }
    laptop.transport.order("POST", "product_notes", .fatal)
    try laptop.syncUntilDeath()
    #expect(try laptop.standing().unknown > 10)
    try laptop.sync()
    try laptop.pass(seconds: 60)
    #expect(try laptop.sync().waiting == 0)
    #expect(try laptop.serverCount("product_notes") == 20)
    try laptop.expectAgreement()
  }

  @Test
  func `rows that refer to each other go one without its reference, which follows`() throws {
    let laptop = try Self.circle()
    defer { laptop.world.cleanUp() }
    let (repair, note) = try Self.addPair(to: laptop)
    let summary = try laptop.sync()
    #expect((summary.applied, summary.waiting, summary.refused) == (3, 0, 0))
    #expect(laptop.writes().map { String($0.prefix(4)) } == ["POST", "POST", "PUT "])
    let made = try #require(
      try laptop.replica.read { reader in
        try reader.serverKey(of: RowReference(resource: "repairs", key: repair))
      }
    )
    let noted = try #require(
      try laptop.replica.read { reader in
        try reader.serverKey(of: RowReference(resource: "product_notes", key: note))
      }
    )
    #expect(try laptop.serverRow("repairs", made)?["latest_note_id"] == noted.value)
    #expect(try laptop.serverRow("product_notes", noted)?["repair_id"] == made.value)
    try laptop.expectAgreement()
  }

  @Test(arguments: ["repairs", "product_notes"])
  func `a circle survives an answer that is lost, and the laptop's death`(_ lost: String) throws {
    let laptop = try Self.circle()
    defer { laptop.world.cleanUp() }
    _ = try Self.addPair(to: laptop)
    laptop.transport.order("POST", lost, .answerLost)
    laptop.transport.order("PUT", "repairs", .fatal)
    laptop.transport.order("PUT", "product_notes", .fatal)
    try laptop.syncUntilDeath()
    laptop.transport.forgetOrders()
    try laptop.pass(seconds: 100)
    try laptop.sync()
    let summary = try laptop.sync()
    #expect((summary.waiting, summary.unknown, summary.conflicts) == (0, 0, 0))
    #expect(try laptop.serverCount("product_notes") == 1)
    #expect(try laptop.serverCount("repairs") == 5)
    let note = try #require(try laptop.world.depot.rows(of: "product_notes").first)
    let repair = try #require(
      try laptop.world.depot.rows(of: "repairs").first { $0["repair_id"] == note["repair_id"] }
    )
    #expect(repair["latest_note_id"] == note["product_note_id"])
    try laptop.expectAgreement()
  }

  @Test
  func `a row that refers to itself goes without that reference, which follows`() throws {
    let laptop = try Self.circle()
    defer { laptop.world.cleanUp() }
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.set("repairs", repair, ["follows_repair_id": repair.value])
    #expect(try laptop.sync().applied == 2)
    let row = try #require(try laptop.world.depot.rows(of: "repairs").last)
    #expect(row["follows_repair_id"] == row["repair_id"])
    try laptop.expectAgreement()
  }

  @Test
  func `where no reference may be empty the rows are named, and the rest goes`() throws {
    let laptop = try Laptop(in: World(seed: 1, catalog: World.deadlockedCatalog()))
    defer { laptop.world.cleanUp() }
    let note = try laptop.addNote("a", ["linker_id": .integer(RowKey.firstProvisional + 1)])
    try laptop.add(
      "repair_part_type_linker",
      [
        "repair_id": .integer(1), "old_part_type_id": .integer(1),
        "non_transferable": .boolean(false), "note_id": note.value,
      ]
    )
    try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    let summary = try laptop.sync()
    #expect((summary.applied, summary.waiting) == (1, 2))
    let obstacles = summary.notes.compactMap { note in
      if case .blocked(_, let obstacle) = note { obstacle } else { nil }
    }
    #expect(obstacles == [.cycle, .cycle])
  }

  private static func circle() throws -> Laptop {
    try Laptop(in: World(seed: 1, catalog: World.circularCatalog()))
  }

  private static func addPair(to laptop: Laptop) throws -> (repair: RowKey, note: RowKey) {
    let repair = RowKey.integer(RowKey.firstProvisional + 1)
    let note = try laptop.addNote("about it", ["repair_id": repair.value])
    let made = try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "latest_note_id": note.value]
    )
    try #require(made == repair)
    return (repair, note)
  }
}
