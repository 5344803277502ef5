import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// What no question for news and no count shows is found by comparing.
struct VerifyingTests {
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(isLoaded: false)
    for number in 1...30 {
      laptop.colleague(
        .create,
        "product_notes",
        nil,
        ["note_text": .text("n\(number)"), "product_imei": .text(World.imei(1))]
      )
    }
    try laptop.sync()
    try laptop.addNote("receipt")
    for _ in 1...2 {
      try laptop.pass(seconds: 900)
      try laptop.sync()
    }
    try laptop.pass(seconds: 900)
  }

  // One row left the server and another slipped by: every count agrees.
  private func hideInCounts() throws {
    laptop.colleague(.delete, "product_notes", .integer(17))
    let table = try laptop.table("product_notes")
    try laptop.replica.write(by: .engine) { try $0.removeRow(.integer(9), in: table) }
  }

  private func spoil(_ key: Int64) throws {
    let table = try laptop.table("product_notes")
    try laptop.replica.write(by: .engine) {
      try $0.setColumns(.integer(key), ["note_text": .text("stale")], in: table)
    }
  }

  @Test(arguments: [1_000, 5])
  func `rows that hide each other in every count are found`(_ comparedWhole: Int) throws {
    laptop.settings.comparedWhole = comparedWhole
    laptop.settings.keysAtOnce = 7
    try hideInCounts()
    let summary = try laptop.sync(SyncRequest(verifies: true))
    #expect(summary.outcome == .complete)
    #expect(summary.ghosts == 1)
    #expect(summary.verified == World.resources.count)
    #expect(try laptop.row("product_notes", .integer(17)) == nil)
    if comparedWhole > 30 { try laptop.expectAgreement() }
  }

  @Test
  func `content that differs is told and put right`() throws {
    try spoil(3)
    #expect(try laptop.sync().pulledRows == 0, "no question for news shows it")
    let summary = try laptop.sync(SyncRequest(verifies: true))
    #expect(summary.notes == [.differed(resource: "product_notes", rows: 1)])
    try laptop.expectAgreement()
    #expect(try laptop.sync(SyncRequest(verifies: true)).notes.isEmpty)
  }

  @Test
  func `what waits here is no difference`() throws {
    try laptop.set("product_notes", .integer(5), ["note_text": .text("mine")])
    try laptop.delete("product_notes", .integer(6))
    try laptop.addNote("new")
    let summary = try laptop.sync(SyncRequest(pushes: false, verifies: true))
    #expect(summary.notes.isEmpty)
    #expect(summary.ghosts == 0)
    #expect(try laptop.row("product_notes", .integer(5))?["note_text"] == .text("mine"))
  }

  @Test
  func `a resource that is asked for in vain is not called verified`() throws {
    laptop.transport.order(
      "GET",
      "shops",
      .answered(status: 500, body: #"{"message":"oops"}"#),
      skip: 1,
      times: 50
    )
    let summary = try laptop.sync(SyncRequest(verifies: true))
    #expect(summary.notes.contains(.notVerified(resource: "shops")))
    #expect(summary.outcome == .partial)
    let times = try laptop.replica.read { try $0.verifiedTimes() }
    #expect(times["shops"] == nil)
    #expect(times["repairs"] != nil)
  }

  @Test
  func `in turns everything is compared in time, at a page an hour`() throws {
    try hideInCounts()
    try spoil(3)
    let start = laptop.mark
    for _ in 1...(World.resources.count + 2) {
      try laptop.pass(seconds: 3_600)
      try laptop.sync()
    }
    let times = try laptop.replica.read { try $0.verifiedTimes() }
    #expect(Set(times.keys) == Set(World.resources))
    #expect(laptop.world.wire.records.count > start)
    try laptop.expectAgreement()
  }

  @Test
  func `a turn goes on where the last one was`() throws {
    for number in 31...260 {
      laptop.colleague(
        .create,
        "product_notes",
        nil,
        ["note_text": .text("n\(number)"), "product_imei": .text(World.imei(1))]
      )
    }
    // Until they are beyond the overlap, no question for news brings them again.
    laptop.settings.verificationPause = .infinity
    for _ in 1...2 {
      try laptop.sync()
      try laptop.pass(seconds: 1_800)
    }
    try laptop.sync()
    laptop.settings.verificationPause = 3_600
    try spoil(250)
    var turns = 0
    while try laptop.row("product_notes", .integer(250))?["note_text"] == .text("stale") {
      turns += 1
      try #require(turns < 40)
      try laptop.pass(seconds: 3_600)
      try laptop.sync()
    }
    #expect(turns >= 3, "three pages")
    try laptop.expectAgreement()
  }
}
