import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// A repair goes up with its symptoms by one request, and exactly once whatever becomes of that.
struct AttachedRowTests {
  private static let linkers = "repair_symptom_type_linker"
  private let laptop: Laptop

  init() throws { laptop = try Laptop() }

  @discardableResult
  private func open(
    _ symptoms: [Int64],
    on unit: Int = 1,
    _ laptop: Laptop? = nil
  ) throws -> (repair: RowKey, linkers: [RowKey]) {
    let laptop = laptop ?? self.laptop
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(unit))])
    let linkers = try symptoms.map { symptom in
      try laptop.add(
        Self.linkers,
        ["repair_id": repair.value, "symptom_type_id": .integer(symptom)]
      )
    }
    return (repair, linkers)
  }

  private func requests(_ method: String, _ resource: String, since mark: Int = 0) -> Int {
    laptop.world.wire.records.dropFirst(mark)
      .count {
        $0.sender == laptop.name && $0.method == method && $0.resource == resource && !$0.isNested
      }
  }

  /// The symptoms that the server holds, by the repair they belong to.
  private func symptoms() throws -> [[FieldValue]] {
    let rows = try laptop.world.depot.rows(of: Self.linkers)
    return Dictionary(grouping: rows) { $0["repair_id"] ?? .null }
      .map { _, rows in rows.compactMap { $0["symptom_type_id"] } }
      .sorted { "\($0)" < "\($1)" }
  }

  /// What the server answered to each row sent, apart from log-ins that ran out.
  private func statuses(_ laptop: Laptop, since mark: Int) -> [Substring] {
    laptop.writes(since: mark).map { $0.suffix(3) }.filter { $0 != "401" }
  }

  @Test
  func `a repair and its symptoms are one request, and each has its receipt`() throws {
    try open([1, 2])
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.applied == 3)
    #expect(summary.notes == [])
    #expect(requests("POST", "repairs", since: mark) == 1)
    #expect(requests("POST", Self.linkers, since: mark) == 0)
    #expect(try symptoms() == [[.integer(1), .integer(2)]])
    let outcomes = try laptop.replica.read { reader in
      try (1...3).map { try reader.receipt(ofOperation: $0)?.outcome }
    }
    #expect(outcomes == [.confirmed, .confirmed, .confirmed])
    try laptop.expectAgreement()
  }

  @Test
  func `symptoms entered twice are two rows`() throws {
    try open([1, 1])
    #expect(try laptop.sync().applied == 3)
    #expect(try symptoms() == [[.integer(1), .integer(1)]])
    try laptop.expectAgreement()
  }

  @Test
  func `what waits for a person, or refers to something else that is new, does not go along`()
    throws
  {
    let (_, linkers) = try open([1, 2])
    try laptop.replica.write(by: .person(now: laptop.clock.now())) { writer in
      let row = RowReference(resource: Self.linkers, key: linkers[1])
      let pending = try #require(try writer.reader.pendingRow(row))
      try writer.setHeld(true, entry: try #require(try writer.reader.queueEntry(of: pending)))
    }
    #expect(try laptop.sync().applied == 2)
    #expect(try symptoms() == [[.integer(1)]])
  }

  @Test(arguments: [true, false])
  func `without an answer neither the repair nor its symptoms are doubled, whether they arrived`(
    _ hasArrived: Bool
  ) throws {
    try open([1, 2])
    laptop.transport.order("POST", "repairs", hasArrived ? .answerLost : .dropped)
    let mark = laptop.mark
    #expect(try laptop.sync().applied == 3)
    #expect(requests("POST", "repairs", since: mark) == 1)
    #expect(requests("POST", Self.linkers, since: mark) == 0)
    #expect(try symptoms() == [[.integer(1), .integer(2)]])
    try laptop.expectAgreement()
  }

  @Test
  func `an attempt that arrives much later counts, with all that went in it`() throws {
    // Before the first receipt nobody knows how the server's clocks stand, and the window is wide.
    try laptop.addNote("before")
    try laptop.sync()
    try open([1, 2])
    laptop.transport.order("POST", "repairs", .dropped, times: 2)
    try laptop.sync()
    try laptop.pass(seconds: 9_000)
    laptop.transport.order("POST", "repairs", .answerLost)
    try laptop.sync()
    #expect(laptop.transport.isDone)
    #expect(try symptoms() == [[.integer(1), .integer(2)]])
    try laptop.expectAgreement()
  }

  @Test
  func `a laptop that dies before it has looked finds its symptoms at the next start`() throws {
    try open([1, 2])
    laptop.transport.order("GET", Self.linkers, .fatal)
    try laptop.syncUntilDeath()
    let mark = laptop.mark
    #expect(try laptop.sync().applied == 2)
    #expect(laptop.writes(since: mark) == [])
    #expect(try symptoms() == [[.integer(1), .integer(2)]])
    try laptop.expectAgreement()
  }

  @Test
  func `a laptop that dies with the request on its way sends it once`() throws {
    try open([1, 2])
    laptop.transport.order("POST", "repairs", .fatalAndLate(seconds: 3))
    try laptop.syncUntilDeath()
    try laptop.pass(seconds: 5)
    #expect(try laptop.sync().applied == 3)
    #expect(try symptoms() == [[.integer(1), .integer(2)]])
    try laptop.expectAgreement()
  }

  @Test
  func `repairs that are alike are told apart by their symptoms`() throws {
    let first = try open([1])
    let second = try open([2])
    laptop.transport.order("POST", "repairs", .late(seconds: 8))
    laptop.transport.order("POST", "repairs", .answerLost)
    #expect(try laptop.sync().applied == 4)
    #expect(try symptoms() == [[.integer(1)], [.integer(2)]])
    for (opened, symptom) in [(first, 1), (second, 2)]
      as [((repair: RowKey, linkers: [RowKey]), Int64)]
    {
      let key = try laptop.replica.read {
        try $0.serverKey(of: RowReference(resource: "repairs", key: opened.repair))
      }
      let found = try laptop.world.depot.rows(of: Self.linkers)
        .filter { $0["repair_id"] == key?.value }
      #expect(found.map { $0["symptom_type_id"] } == [.integer(symptom)])
    }
    try laptop.expectAgreement()
  }

  @Test
  func `where a colleague took a symptom out before it was found a person decides`() throws {
    try open([1, 2])
    laptop.transport.order("POST", "repairs", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    let linker = try #require(try laptop.world.depot.rows(of: Self.linkers).first)
    let key = try #require(linker[Self.linkers + "_id"].flatMap(RowKey.init))
    laptop.colleague(.delete, Self.linkers, key)
    let mark = laptop.mark
    try laptop.sync()
    #expect(try laptop.conflicts().map(\.kind) == [.duplicate])
    #expect(laptop.writes(since: mark) == [])
  }

  @Test
  func `a server that takes no rows within rows gets them one by one, and is not tried each time`()
    throws
  {
    let world = try World(seed: 1, acceptsNestedRows: false)
    defer { world.cleanUp() }
    let laptop = try Laptop(in: world)
    try open([1, 2], laptop)
    let mark = laptop.mark
    let summary = try laptop.sync()
    #expect(summary.applied == 3)
    #expect(summary.refused == 0)
    #expect(summary.seconds < laptop.settings.settle)
    let refused = Array(repeating: Substring("400"), count: 3)
    #expect(statuses(laptop, since: mark) == refused + ["201", "201", "201"])
    let later = laptop.mark
    try open([1], on: 2, laptop)
    try laptop.sync()
    #expect(statuses(laptop, since: later) == ["201", "201"])
    try laptop.pass(seconds: 90_000)
    let nextDay = laptop.mark
    try open([2], on: 3, laptop)
    try laptop.sync()
    #expect(statuses(laptop, since: nextDay) == ["400", "400", "201", "201"])
    try laptop.expectAgreement()
  }

  @Test
  func `a server that leaves out what it does not know gets it afterwards, once`() throws {
    try open([1])
    let world = laptop.world
    laptop.transport.order(
      "GET",
      Self.linkers,
      .after {
        for row in (try? world.depot.rows(of: Self.linkers)) ?? [] {
          guard let key = row[Self.linkers + "_id"].flatMap(RowKey.init) else { continue }
          world.write(as: "office", .delete, Self.linkers, key: key)
        }
      }
    )
    #expect(try laptop.sync().applied == 2)
    #expect(try symptoms() == [[.integer(1)]])
    try laptop.expectAgreement()
  }

  @Test
  func `one bad symptom is refused by itself`() throws {
    try open([1, 99])
    let summary = try laptop.sync()
    #expect(summary.applied == 2)
    #expect(summary.refused == 1)
    #expect(try symptoms() == [[.integer(1)]])
    let waiting = try laptop.queue()
    #expect(waiting.count == 1)
    #expect(waiting.first?.hasPrefix("\(Self.linkers) new:2: refused") == true)
  }

  @Test
  func `where the server stumbles the repair goes without its symptoms, and then they do`() throws {
    try open([1])
    laptop.transport.order(
      "POST",
      "repairs",
      .answered(status: 500, body: #"{"message":"IntegrityError"}"#)
    )
    let mark = laptop.mark
    #expect(try laptop.sync().applied == 0)
    #expect(try laptop.sync().applied == 2)
    #expect(requests("POST", Self.linkers, since: mark) == 1)
    try laptop.expectAgreement()
  }
}
