import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct UnansweredUpdateTests {
  private let laptop: Laptop
  private let key = RowKey.integer(2)

  init() throws {
    laptop = try Laptop()
    try laptop.set("repairs", key, ["outcome": .text("mine")])
  }

  @Test
  func `an update whose answer was lost is read back and confirmed`() throws {
    laptop.transport.order("PUT", "repairs", .answerLost)
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(laptop.writes() == ["PUT repairs 2 outcome=mine: 200"])
    try laptop.expectAgreement()
  }

  @Test
  func `an update that never arrived is sent again after the settle time`() throws {
    laptop.transport.order("PUT", "repairs", .dropped)
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(summary.seconds >= laptop.settings.settle)
    try laptop.expectAgreement()
  }

  @Test
  func `our own value is no colleague's, though we typed on before it was pulled`() throws {
    let (replica, table, now) = (laptop.replica, try laptop.table("repairs"), laptop.clock.now())
    let key = key
    laptop.transport.order("PUT", "repairs", .answerLost)
    laptop.transport.order(
      "GET",
      "repairs",
      .after {
        _ = try? replica.write(by: .person(now: now)) {
          try $0.update(key, set: ["outcome": .text("typed on")], in: table)
        }
      },
      part: "created_at"
    )
    #expect(try laptop.sync().conflicts == 0)
    #expect(laptop.transport.isDone)
    try laptop.sync()
    #expect(
      laptop.writes() == [
        "PUT repairs 2 outcome=mine: 200", "PUT repairs 2 outcome=typed on: 200",
      ]
    )
    try laptop.expectAgreement()
  }

  @Test
  func `a deletion whose answer was lost is done`() throws {
    try laptop.delete("repairs", .integer(3))
    laptop.transport.order("DELETE", "repairs", .answerLost)
    #expect(try laptop.sync().applied == 2)
    #expect(laptop.writes().count { $0.hasPrefix("DELETE") } == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a row changed while our update was unanswered is a conflict, which stays`() throws {
    laptop.transport.order("PUT", "repairs", .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    laptop.colleague(.update, "repairs", key, ["outcome": .text("theirs")])
    for _ in 1...3 {
      let summary = try laptop.sync()
      #expect(summary.conflicts == 1)
      #expect(summary.unknown == 0)
      #expect(laptop.writes().isEmpty)
      try laptop.pass(seconds: 700)
    }
    let conflict = try #require(try laptop.conflicts().first)
    #expect(
      conflict.columns == [
        ConflictColumn(
          column: "outcome",
          base: .null,
          mine: .text("mine"),
          theirs: .text("theirs")
        )
      ]
    )
    try laptop.resolve(conflict.number, .mine)
    try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 2 outcome=mine: 200"])
    try laptop.expectAgreement()
  }

  // It may have been there and been put back by a colleague: nobody can tell.
  @Test
  func `a row that shows the old value but was changed is a conflict, which stays`() throws {
    laptop.transport.order("PUT", "repairs", .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    laptop.colleague(.update, "repairs", key, ["measured_battery_capacity": .real(1.5)])
    for _ in 1...3 {
      #expect(try laptop.sync().conflicts == 1)
      try laptop.pass(seconds: 700)
    }
    #expect(laptop.writes().isEmpty)
    let conflict = try #require(try laptop.conflicts().first)
    try laptop.resolve(conflict.number, .theirs)
    try laptop.sync()
    #expect(laptop.writes().isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `a row deleted while our update was unanswered is a conflict`() throws {
    laptop.transport.order("PUT", "repairs", .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    laptop.colleague(.delete, "repairs", key)
    try laptop.sync()
    #expect(try laptop.conflicts().map(\.kind) == [.updateDelete])
  }

  @Test
  func `a laptop that dies during an update neither loses nor doubts it`() throws {
    laptop.transport.order("PUT", "repairs", .fatal)
    try laptop.syncUntilDeath()
    try laptop.sync()
    #expect(laptop.writes() == ["PUT repairs 2 outcome=mine: 200"])
    try laptop.expectAgreement()
  }
}
