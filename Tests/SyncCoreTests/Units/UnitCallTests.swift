import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct UnitCallTests {
  private let laptop: Laptop
  /// Keeps a connection open.
  private let listening = World.imei(1)
  private let deaf = World.imei(2)

  init() throws {
    laptop = try Laptop(holding: Laptop.unitTables, isLoaded: false)
    laptop.furnishForActions()
    laptop.colleague(
      .update,
      "products",
      .text(World.imei(2)),
      ["rtc_enabled_flag": .boolean(false)]
    )
    laptop.settings.units = UnitRules(
      units: "products",
      repairs: "repairs",
      repairUnit: "product_imei",
      finished: "refurbishment_date",
      calls: [
        UnitRules.Call(action: "sync", pause: 900),
        UnitRules.Call(action: "send_wakeup", pause: 21_600),
      ]
    )
    try laptop.sync()
  }

  private func watch(_ unit: String, forSeconds seconds: Double = UnitRules.watchTime) throws {
    let until = laptop.clock.now().advanced(bySeconds: seconds)
    try laptop.replica.write(by: .engine) {
      try $0.watch(RowReference(resource: "products", key: .text(unit)), until: until)
    }
  }

  private func openRepair(of unit: String) throws -> RowKey {
    try laptop.add("repairs", ["product_imei": .text(unit)])
  }

  private func calls(in sync: () throws -> Void) throws -> [String] {
    let mark = laptop.mark
    try sync()
    return laptop.deeds(since: mark).filter { $0.hasSuffix("sync") || $0.hasSuffix("wakeup") }
  }

  @Test
  func `nobody is asked where nobody works on a unit`() throws {
    laptop.colleague(.create, "repairs", nil, ["product_imei": .text(listening)])
    try laptop.addNote("about the first unit")
    #expect(try calls { try laptop.sync() } == [])
  }

  @Test
  func `a run costs what it did where nobody works on a unit`() throws {
    let rules = laptop.settings.units
    let costs = try [rules, nil].map { rules in
      let other = try Laptop(holding: Laptop.unitTables)
      other.settings.units = rules
      return try (1...4).map { _ in try other.sync().requests }
    }
    #expect(costs[0] == costs[1])
  }

  @Test
  func `a watched unit is asked once a pause, over its connection or by a message`() throws {
    try watch(listening)
    try watch(deaf)
    #expect(try calls { try laptop.sync() } == ["POST sync", "POST send_wakeup"])
    try laptop.pass(seconds: 800)
    #expect(try calls { try laptop.sync() } == [])
    try laptop.pass(seconds: 100)
    #expect(try calls { try laptop.sync() } == ["POST sync"])
    for _ in 1...2 {
      try laptop.pass(seconds: 21_600)
      let both = try calls { try laptop.sync() }
      #expect(both.sorted() == ["POST send_wakeup", "POST sync"])
    }
  }

  @Test
  func `a watch ends by itself, also where the clock was wrong when it began`() throws {
    try watch(listening, forSeconds: 60)
    try watch(deaf, forSeconds: 1_000_000)
    try laptop.pass(seconds: 61)
    #expect(try calls { try laptop.sync() } == [])
  }

  @Test
  func `a unit is asked after its open repair was edited here, until the repair is closed`() throws
  {
    let repair = try openRepair(of: listening)
    #expect(try calls { try laptop.sync() } == ["POST sync"])
    let named = try #require(
      try laptop.replica.read {
        try $0.serverKey(of: RowReference(resource: "repairs", key: repair))
      }
    )
    try laptop.pass(seconds: 1_000)
    #expect(try calls { try laptop.sync() } == ["POST sync"])
    try laptop.set("repairs", named, ["refurbishment_date": .text("2026-03-04")])
    try laptop.pass(seconds: 1_000)
    #expect(try calls { try laptop.sync() } == [])
  }

  @Test
  func `work that was left a week ago asks nobody`() throws {
    _ = try openRepair(of: listening)
    try laptop.sync()
    try laptop.pass(seconds: UnitRules.workingTime + 10)
    #expect(try calls { try laptop.sync() } == [])
  }

  @Test
  func `what a person asked for counts as asked`() throws {
    try watch(listening)
    try laptop.ask("sync", ["imei": .text(listening)])
    #expect(try calls { try laptop.sync() } == ["POST sync"])
    try laptop.pass(seconds: 100)
    #expect(try calls { try laptop.sync() } == [])
  }

  @Test
  func `a run waits for the answer and takes in what it changed`() throws {
    try watch(listening)
    laptop.world.depot.setUnitDelay(listening, to: 3)
    let summary = try laptop.sync()
    let subject = RowReference(resource: "products", key: .text(listening))
    let request = try #require(
      try laptop.replica.read { try $0.latestUnitRequests(about: subject) }.first
    )
    let time = try #require(request.confirmedAt)
    #expect(
      summary.notes.contains { note in
        if case .unitConfirmed(_, time) = note { true } else { false }
      }
    )
    #expect(summary.seconds >= 3)
    #expect(summary.seconds < 10)
    #expect(summary.waiting == 0)
    try laptop.expectAgreement()
  }

  @Test(arguments: [(nil, 10.0, 14.0), (2.0, 2.0, 4.0)])
  func `a unit that never answers is waited for no longer than is allowed`(
    maximum: Double?,
    least: Double,
    most: Double
  ) throws {
    try watch(listening)
    laptop.world.depot.setUnitDelay(listening, to: nil)
    let summary = try laptop.sync(SyncRequest(maximumSeconds: maximum.map { $0 + 2 }))
    #expect(summary.outcome == .complete)
    #expect(summary.seconds >= least)
    #expect(summary.seconds < most)
    #expect(
      summary.notes.contains { note in
        if case .requested = note { true } else { false }
      }
    )
  }

  @Test
  func `nobody is waited for where nobody was asked`() throws {
    try laptop.ask("sync", ["imei": .text(listening)])
    laptop.world.depot.setUnitDelay(listening, to: nil)
    #expect(try laptop.sync().seconds < 8)
  }

  @Test
  func `an answer to an earlier question does not say that the unit was asked`() throws {
    try watch(deaf)
    laptop.transport.order(
      "POST",
      "products",
      .answered(
        status: 200,
        body: #"{"status":"success","message":"done","data":{}}"#,
        headers: [("Date", "Mon, 02 Mar 2026 06:00:00 GMT")]
      ),
      part: "send_wakeup"
    )
    let notes = try laptop.sync().notes
    #expect(laptop.transport.isDone)
    #expect(
      notes == [.notAsked(unit: RowReference(resource: "products", key: .text(deaf)), words: "")]
    )
  }

  @Test
  func `who only has a repair open is not told of a refusal of what nobody typed`() throws {
    _ = try openRepair(of: deaf)
    laptop.transport.order(
      "POST",
      "products",
      .answered(status: 403, body: #"{"message":"ADMIN permission is required"}"#),
      part: "send_wakeup"
    )
    let notes = try laptop.sync().notes
    #expect(laptop.transport.isDone)
    #expect(!notes.contains { if case .notAsked = $0 { true } else { false } })
  }

  @Test
  func `a refusal of what nobody typed waits for nobody, and is not tried again`() throws {
    try watch(deaf)
    try watch(World.imei(3))
    laptop.transport.order(
      "POST",
      "products",
      .answered(status: 403, body: #"{"message":"ADMIN permission is required"}"#),
      part: "send_wakeup"
    )
    let summary = try laptop.sync()
    let unit = RowReference(resource: "products", key: .text(deaf))
    #expect(summary.refused == 0)
    #expect(summary.notes == [.notAsked(unit: unit, words: "ADMIN permission is required")])
    #expect(try laptop.queue() == [])
    try laptop.pass(seconds: 100_000)
    try watch(deaf)
    #expect(try calls { try laptop.sync() } == [])
  }

  @Test
  func `what nobody typed and nobody answered is not sent again before the pause is over`() throws {
    try watch(listening)
    laptop.transport.order("POST", "products", .answerLost, part: "sync")
    _ = try laptop.sync()
    #expect(try laptop.queue() == [])
    #expect(try laptop.standing().unknown == 0)
    #expect(try calls { try laptop.sync() } == [])
    try laptop.pass(seconds: 900)
    #expect(try calls { try laptop.sync() } == ["POST sync"])
  }

  @Test
  func `where a run may ask nobody it asks nobody`() throws {
    try watch(listening)
    laptop.settings.units?.limit = 0
    #expect(try calls { try laptop.sync() } == [])
  }

  @Test
  func `a connection that the replica does not hold confirms a wakeup all the same`() throws {
    let call = try laptop.ask("send_wakeup", ["imei": .text(deaf)])
    laptop.world.depot.setUnitDelay(deaf, to: 120)
    try laptop.sync()
    try laptop.pass(seconds: 130)
    let summary = try laptop.sync()
    #expect(
      summary.notes.contains { note in
        if case .unitConfirmed(call.row, _) = note { true } else { false }
      }
    )
    let mark = laptop.mark
    try laptop.sync()
    #expect(
      !laptop.world.wire.records.dropFirst(mark).contains { $0.target.contains("connections") }
    )
  }
}
