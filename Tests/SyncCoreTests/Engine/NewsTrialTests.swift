import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// A server that does not compare times inside an `or` is found out.
struct NewsTrialTests {
  private static let nothing = #"{"num_results":0,"objects":[],"page":1,"total_pages":0}"#

  @Test
  func `created and modified rows are asked for with one question`() throws {
    let laptop = try Laptop()
    #expect(try laptop.remembered("news-at-once") == "yes")
    try laptop.pass(seconds: 3_600)
    let start = laptop.mark
    try laptop.sync()
    #expect(questions(laptop, start, "repairs") == 1)
  }

  @Test
  func `a server that finds nothing where there is something is asked twice`() throws {
    let laptop = try Laptop(isLoaded: false)
    for resource in World.resources {
      laptop.transport.order(
        "GET",
        resource,
        .answered(status: 200, body: Self.nothing),
        part: #"%22or%22"#,
        times: 100
      )
    }
    try laptop.sync()
    #expect(try laptop.remembered("news-at-once") == "no")
    try laptop.pass(seconds: 3_600)
    laptop.colleague(.update, "repairs", .integer(1), ["outcome": .text("fixed")])
    let start = laptop.mark
    try laptop.sync()
    #expect(questions(laptop, start, "repairs") == 2)
    #expect(try laptop.row("repairs", .integer(1))?["outcome"] == .text("fixed"))
  }

  @Test
  func `a server that fails on it later is asked twice from then on`() throws {
    let laptop = try Laptop()
    laptop.colleague(.update, "repairs", .integer(1), ["outcome": .text("fixed")])
    laptop.transport.order(
      "GET",
      "repairs",
      .answered(status: 400, body: #"{"message":"Unable to construct query"}"#),
      part: #"%22or%22"#
    )
    #expect(try laptop.sync().outcome == .complete)
    #expect(try laptop.row("repairs", .integer(1))?["outcome"] == .text("fixed"))
    #expect(try laptop.remembered("news-at-once") == "no")
  }

  @Test(arguments: [500, 502])
  func `a fault of a moment is not held against the server`(_ status: Int) throws {
    let laptop = try Laptop()
    laptop.colleague(.update, "repairs", .integer(1), ["outcome": .text("fixed")])
    laptop.transport.order(
      "GET",
      "repairs",
      .answered(status: status, body: #"{"message":"oops"}"#),
      part: #"%22or%22"#
    )
    #expect(try laptop.sync().outcome == .complete)
    #expect(try laptop.row("repairs", .integer(1))?["outcome"] == .text("fixed"))
    #expect(try laptop.remembered("news-at-once") == "yes")
    try laptop.pass(seconds: 3_600)
    let start = laptop.mark
    try laptop.sync()
    #expect(questions(laptop, start, "repairs") == 1)
  }

  @Test
  func `a trial that failed is made again`() throws {
    let laptop = try Laptop(isLoaded: false)
    for resource in World.resources {
      laptop.transport.order(
        "GET",
        resource,
        .answered(status: 500, body: #"{"message":"oops"}"#),
        part: #"%22or%22"#
      )
    }
    try laptop.sync()
    #expect(try laptop.remembered("news-at-once") == nil)
    laptop.transport.forgetOrders()
    laptop.colleague(.update, "repairs", .integer(1), ["outcome": .text("fixed")])
    try laptop.sync()
    #expect(try laptop.remembered("news-at-once") == "yes")
  }

  private func questions(_ laptop: Laptop, _ start: Int, _ resource: String) -> Int {
    laptop.world.wire.records.dropFirst(start).count {
      $0.resource == resource && $0.target.contains("created_at")
        || $0.resource == resource && $0.target.contains("modified_at")
    }
  }
}

extension Laptop {
  /// What the replica remembers under a name.
  func remembered(_ name: String) throws -> String? {
    try replica.read { try $0.remembered(name) }
  }
}
