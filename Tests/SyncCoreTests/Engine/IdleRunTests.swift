import CatalogModel
import FieldTestSupport
import RemoteAPI
import ReplicaStore
import Testing

@testable import SyncCore

/// What runs cost that have nothing to do, over the scope of a technician.
struct IdleRunTests {
  private let laptop: Laptop
  private let resources: [String]

  init() throws {
    resources = try CatalogLoader.bundled().resources.filter(\.isReplicatedByDefault).map(\.name)
    laptop = try Laptop(holding: resources, isLoaded: false)
    laptop.settings.suit(laptop.replica.layout)
  }

  @Test
  func `a run with nothing new makes a dozen requests`() throws {
    #expect(try laptop.sync().askedResources == resources.count)
    try laptop.pass(seconds: 3 * 3_600 / 2)
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    #expect(summary.pulledRows == 0)
    #expect(summary.askedResources == 10)
    #expect(summary.resources == resources.count)
    #expect(summary.requests <= 15, "three are counted after a pause, and a page is compared")
    try laptop.pass(seconds: 900)
    let next = try laptop.sync()
    #expect(next.requests <= 12)
    #expect(next.bytesReceived < 12 * 200, "no row comes again")
  }

  @Test
  func `a day of runs stays within its requests, and everything is asked and counted`() throws {
    try laptop.sync()
    let start = laptop.mark
    var requests = 0
    for _ in 1...96 {
      try laptop.pass(seconds: 900)
      requests += try laptop.sync().requests
    }
    #expect(requests <= 1_200)
    let questions = laptop.world.wire.records.dropFirst(start).filter { $0.method == "GET" }
    #expect(Set(questions.map(\.resource)).isSuperset(of: resources))
    let counted = try laptop.replica.read { reader in
      try resources.filter { try reader.remembered("census:\($0)") != nil }
    }
    #expect(counted.count == resources.count)
  }

  @Test
  func `what changes anywhere arrives within the bound of its tier`() throws {
    try laptop.sync()
    try laptop.pass(seconds: 900)
    laptop.colleague(.update, "shops", .integer(1), ["name": .text("moved")])
    laptop.colleague(.update, "repairs", .integer(1), ["outcome": .text("fixed")])
    try laptop.sync()
    #expect(try laptop.row("repairs", .integer(1))?["outcome"] == .text("fixed"))
    try laptop.pass(seconds: 22 * 3_600)
    try laptop.sync()
    #expect(try laptop.row("shops", .integer(1))?["name"] == .text("moved"))
  }

  @Test
  func `questions are under way together, so that the link's delay is paid a few times only`()
    throws
  {
    try laptop.sync()
    try laptop.pass(seconds: 900)
    // The pause after the first run is over: one resource is counted, and none is compared.
    try laptop.sync()
    try laptop.pass(seconds: 900)
    let before = laptop.clock.now()
    try laptop.sync()
    let seconds = laptop.clock.now().secondsSince1970 - before.secondsSince1970
    // The greeting, and everything else at once: an exchange takes the latency there and back at most.
    #expect(seconds <= 2 * 2 * 0.4)
  }

  // What the greeting of a run said of requests to follow, and how many did.
  private func run(_ request: SyncRequest = SyncRequest()) throws -> (told: Int, came: Int) {
    let start = laptop.mark
    try laptop.sync(request)
    let records = laptop.world.wire.records.dropFirst(start)
    let greeting = try #require(records.first { $0.resource == "home" })
    return (greeting.followers, records.count - 1)
  }

  @Test
  func `as many connections are made ahead as questions follow the greeting`() throws {
    let load = try run()
    #expect(load.told == 5, "pages of a load, a few at a time")
    try laptop.pass(seconds: 900)
    try laptop.sync()
    try laptop.pass(seconds: 900)
    let quiet = try run()
    #expect(quiet.told >= 10)
    #expect(quiet.told == quiet.came)
    #expect(try run(SyncRequest(only: ["repairs"])).told == 2, "its news and its count")
    #expect(try run(SyncRequest(pulls: false)).told == 0)
    try laptop.set("repairs", .integer(1), ["process": .text("Replaced")])
    #expect(try run().told == 1, "work that waits goes before any question")
    for number in 1...9 { try laptop.addNote("note \(number)") }
    #expect(try run().told == 4, "a connection for each lane")
  }
}
