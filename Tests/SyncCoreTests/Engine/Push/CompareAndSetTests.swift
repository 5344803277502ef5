import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// Updates that are tied to the version that was read, on a server that can do that.
struct CompareAndSetTests {
  private let world: World
  private let laptop: Laptop
  private let repair = RowKey.integer(2)

  init() throws {
    world = try World(seed: 1, changesMany: true)
    laptop = try Laptop(in: world)
    laptop.settings.comparesAndSets = true
  }

  /// Lets a colleague write between our reading and our update, after the question whether it can be tied.
  private func overtake(_ fields: RowFields, skip: Int = 1) {
    laptop.transport.order(
      "PUT",
      "repairs",
      .after { [world, repair] in world.write(as: "office", .update, "repairs", key: repair, fields)
      },
      skip: skip
    )
  }

  @Test
  func `a colleague who is faster is not written over`() throws {
    defer { world.cleanUp() }
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    overtake(["outcome": .text("theirs")])
    let summary = try laptop.sync()
    #expect(summary.conflicts == 1)
    #expect(summary.unknown == 0)
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("theirs"))
    let conflict = try #require(try laptop.conflicts().first)
    #expect(conflict.columns.map(\.theirs) == [.text("theirs")])
    try laptop.resolve(conflict.number, .mine)
    try laptop.sync()
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("mine"))
    try laptop.expectAgreement()
  }

  @Test
  func `without the setting the later write wins`() throws {
    defer { world.cleanUp() }
    laptop.settings.comparesAndSets = false
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    laptop.transport.order(
      "PUT",
      "repairs",
      .after { [world, repair] in
        world.write(as: "office", .update, "repairs", key: repair, ["outcome": .text("theirs")])
      }
    )
    #expect(try laptop.sync().conflicts == 0)
    #expect(try laptop.serverRow("repairs", repair)?["outcome"] == .text("mine"))
    #expect(laptop.writes() == ["PUT repairs 2 outcome=mine: 200"])
  }

  @Test
  func `what a colleague wrote in another column is merged, and ours is sent in the same run`()
    throws
  {
    defer { world.cleanUp() }
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    overtake(["workflow_name": .text("theirs")])
    #expect(try laptop.sync().applied == 1)
    let row = try laptop.serverRow("repairs", repair)
    #expect(row?["outcome"] == .text("mine"))
    #expect(row?["workflow_name"] == .text("theirs"))
    try laptop.expectAgreement()
  }

  @Test
  func `a row that changes all the time is sent as usual after three times`() throws {
    defer { world.cleanUp() }
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    for number in 1...9 {
      overtake(["workflow_name": .text("theirs \(number)")], skip: number == 1 ? 1 : 0)
    }
    #expect(try laptop.sync().applied == 1)
    #expect(laptop.writes().count == 1 + 3 + 1)
    #expect(laptop.writes().last == "PUT repairs 2 outcome=mine: 200")
    laptop.transport.forgetOrders()
    try laptop.sync()
    try laptop.expectAgreement()
  }

  @Test
  func `a server that finds no row by its own stamp is not asked for ever`() throws {
    defer { world.cleanUp() }
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    let nothing = ScriptedTransport.Fault.answered(status: 200, body: #"{"num_modified":0}"#)
    laptop.transport.order("PUT", "repairs", nothing, skip: 1)
    #expect(try laptop.sync().applied == 1)
    #expect(laptop.writes().last == "PUT repairs 2 outcome=mine: 200")
    try laptop.expectAgreement()
  }

  @Test
  func `a lost answer is verified like any other`() throws {
    defer { world.cleanUp() }
    try laptop.set("repairs", repair, ["outcome": .text("mine")])
    laptop.transport.order("PUT", "repairs", .answerLost, skip: 1)
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(laptop.writes().count == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `rows of one table are asked about once a run, and each is changed once`() throws {
    defer { world.cleanUp() }
    for key in 1...4 {
      try laptop.set("repairs", .integer(Int64(key)), ["outcome": .text("mine \(key)")])
    }
    #expect(try laptop.sync().applied == 4)
    #expect(laptop.writes().count == 1 + 4)
    #expect(laptop.writes().allSatisfy { $0.hasPrefix("PUT repairs") })
    try laptop.expectAgreement()
  }

  @Test
  func `where the server cannot, updates go as usual`() throws {
    let plain = try World(seed: 1)
    defer {
      plain.cleanUp()
      world.cleanUp()
    }
    let other = try Laptop(in: plain)
    other.settings.comparesAndSets = true
    try other.set("repairs", repair, ["outcome": .text("mine")])
    #expect(try other.sync().applied == 1)
    // The question, and the update.
    #expect(other.writes().count == 2)
    #expect(other.writes().last == "PUT repairs 2 outcome=mine: 200")
    try other.expectAgreement()
  }
}
