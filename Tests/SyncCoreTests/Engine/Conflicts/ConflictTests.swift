import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// The technician and the office changed the same two columns of a repair.
struct ConflictTests {
  private let laptop: Laptop
  private let key = RowKey.integer(2)

  init() throws {
    laptop = try Laptop()
    try laptop.set(
      "repairs",
      key,
      ["workflow_name": .text("mine"), "measured_battery_capacity": .real(1)]
    )
    laptop.colleague(
      .update,
      "repairs",
      key,
      ["workflow_name": .text("theirs"), "measured_battery_capacity": .real(2)]
    )
    try laptop.sync()
  }

  @Test
  func `it is kept with both sides, shown, and not sent`() throws {
    let conflict = try open()
    #expect(conflict.kind == .updateUpdate)
    #expect(conflict.mineBy == "aline")
    #expect(conflict.theirsBy == "office")
    #expect(
      conflict.columns == [
        ConflictColumn(
          column: "measured_battery_capacity",
          base: .null,
          mine: .real(1),
          theirs: .real(2)
        ),
        ConflictColumn(
          column: "workflow_name",
          base: .null,
          mine: .text("mine"),
          theirs: .text("theirs")
        ),
      ]
    )
    #expect(try laptop.row("repairs", key)?["workflow_name"] == .text("mine"))
    #expect(try laptop.queue() == ["repairs 2: conflict(\(conflict.number))"])
    #expect(laptop.writes().isEmpty)
  }

  @Test
  func `it survives further pulls, and later values of the server only update it`() throws {
    let number = try open().number
    for round in 1...3 {
      try laptop.pass(seconds: 400)
      laptop.colleague(
        .update,
        "repairs",
        key,
        ["measured_battery_capacity": .real(Double(round) + 10)]
      )
      let summary = try laptop.sync()
      #expect(summary.conflicts == 1)
      let conflict = try open()
      #expect(conflict.number == number)
      #expect(conflict.columns.map(\.theirs) == [.real(Double(round) + 10), .text("theirs")])
      #expect(conflict.columns.map(\.mine) == [.real(1), .text("mine")])
    }
    #expect(laptop.writes().isEmpty)
  }

  @Test
  func `the rest of the row is pulled and pushed`() throws {
    try laptop.set("repairs", .integer(3), ["outcome": .text("other")])
    laptop.colleague(.update, "repairs", key, ["arrival_date": .text("2026-01-05")])
    try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 3 outcome=other: 200"])
    #expect(try laptop.row("repairs", key)?["arrival_date"] == .text("2026-01-05"))
    #expect(try laptop.conflicts().count == 1)
  }

  struct Decision: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let decision: ConflictDecision
    let writes: [String]
  }

  static let decisions: [Decision] = [
    Decision(
      testDescription: "mine",
      decision: .mine,
      writes: ["PUT repairs 2 measured_battery_capacity=1 workflow_name=mine: 200"]
    ),
    Decision(testDescription: "theirs", decision: .theirs, writes: []),
    Decision(
      testDescription: "one mine and one theirs",
      decision: .columns(["workflow_name": .mine, "measured_battery_capacity": .theirs]),
      writes: ["PUT repairs 2 workflow_name=mine: 200"]
    ),
    Decision(
      testDescription: "a new value and theirs",
      decision: .columns([
        "workflow_name": .value(.text("both")), "measured_battery_capacity": .theirs,
      ]),
      writes: ["PUT repairs 2 workflow_name=both: 200"]
    ),
    Decision(
      testDescription: "a new value that is the server's",
      decision: .columns([
        "workflow_name": .value(.text("theirs")), "measured_battery_capacity": .mine,
      ]),
      writes: ["PUT repairs 2 measured_battery_capacity=1: 200"]
    ),
  ]

  @Test(arguments: decisions)
  func `a decision sends exactly what differs from the server`(_ item: Decision) throws {
    try laptop.resolve(try open().number, item.decision)
    #expect(try laptop.conflicts().isEmpty)
    try laptop.sync()
    try laptop.sync()
    #expect(laptop.writes() == item.writes)
    try laptop.expectAgreement()
  }

  @Test
  func `a column decided alone leaves the other in conflict, and nothing is sent`() throws {
    let conflict = try open()
    try laptop.resolve(conflict.number, .columns(["workflow_name": .mine]))
    try laptop.sync()
    #expect(try open().columns.map(\.column) == ["measured_battery_capacity"])
    #expect(laptop.writes().isEmpty)
    try laptop.resolve(conflict.number, .columns(["measured_battery_capacity": .theirs]))
    try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 2 workflow_name=mine: 200"])
    try laptop.expectAgreement()
  }

  // `outcome` and `refurbishment_date` mean something together: only one of them was typed here.
  @Test
  func `mine in columns that belong together sends those that only the colleague changed too`()
    throws
  {
    let other = RowKey.integer(3)
    try laptop.set("repairs", other, ["outcome": .text("mine")])
    laptop.colleague(.update, "repairs", other, ["refurbishment_date": .text("2026-02-02")])
    try laptop.sync()
    let conflict = try #require(try laptop.conflicts().last)
    #expect(conflict.columns.map(\.column) == ["refurbishment_date", "outcome"])
    try laptop.resolve(conflict.number, .mine)
    try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 3 outcome=mine refurbishment_date=-: 200"])
  }

  @Test
  func `an edit made during the conflict is what mine means`() throws {
    try laptop.set("repairs", key, ["workflow_name": .text("later")])
    #expect(try open().columns.last?.mine == .text("later"))
    try laptop.resolve(try open().number, .mine)
    try laptop.sync()
    #expect(laptop.writes().first?.contains("workflow_name=later") == true)
    try laptop.expectAgreement()
  }

  @Test
  func `a server that comes to our values dissolves it`() throws {
    laptop.colleague(
      .update,
      "repairs",
      key,
      ["workflow_name": .text("mine"), "measured_battery_capacity": .integer(1)]
    )
    try laptop.pass(seconds: 700)
    try laptop.sync()
    #expect(laptop.writes().isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `the losing values stay in the journal`() throws {
    try laptop.resolve(try open().number, .theirs)
    let row = RowReference(resource: "repairs", key: key)
    let entries = try laptop.replica.read { try $0.journal(limit: 50, of: row) }
      .filter { $0.event == "resolved" }
    let lost = entries.compactMap { $0.detail?["mine"] }
    #expect(Set(lost.map(\.description)) == ["\"mine\"", "1"])
  }

  static let wrong: [(ConflictDecision, ResolutionError.Code)] = [
    (.columns(["outcome": .mine]), .notInConflict),
    (.columns(["measured_battery_capacity": .value(.text("much"))]), .badValue),
  ]

  @Test(arguments: wrong)
  func `a decision that does not fit changes nothing`(
    _ decision: ConflictDecision,
    _ code: ResolutionError.Code
  ) throws {
    let before = try open()
    #expect(throws: ResolutionError.self) { try laptop.resolve(before.number, decision) }
    do { try laptop.resolve(before.number, decision) } catch let error as ResolutionError {
      #expect(error.code == code)
      #expect(!error.description.isEmpty)
    }
    #expect(try open() == before)
  }

  @Test
  func `a conflict that is not there cannot be decided`() throws {
    #expect(throws: ResolutionError(code: .noSuchConflict, subject: "99")) {
      try laptop.resolve(99, .mine)
    }
  }

  private func open() throws -> Conflict { try #require(try laptop.conflicts().first) }
}
extension ConflictTests {
  @Test
  func `a conflict that is given up leaves the row as the server has it`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("mine")])
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("theirs")])
    #expect(try laptop.sync().conflicts == 1)
    let row = RowReference(resource: "repairs", key: .integer(2))
    let now = NaiveTime(microseconds: 0)
    try laptop.replica.write(by: .engine) { try $0.drop([row], now: now) }
    // Beyond the overlap nothing asks the server for the row again.
    try laptop.pass(seconds: 7_200)
    #expect(try laptop.sync().conflicts == 0)
    #expect(try laptop.row("repairs", .integer(2))?["outcome"] == .text("theirs"))
    try laptop.expectAgreement()
  }
}
