import CatalogModel
import FieldTestSupport
import Foundation
import ReplicaStore
import Testing

@testable import SyncCore

/// The first load over a link that does what such links do.
struct FirstLoadTests {
  private let laptop: Laptop
  private static let notes = 60

  init() throws {
    laptop = try Laptop(isLoaded: false)
    laptop.settings.firstPageSize = 4
    laptop.settings.pageSize = 4
    for number in 1...Self.notes {
      laptop.colleague(
        .create,
        "product_notes",
        nil,
        ["note_text": .text("n\(number)"), "product_imei": .text(World.imei(1))]
      )
    }
  }

  @Test
  func `ranges closed on both sides bring every row once`() throws {
    try laptop.sync()
    try laptop.expectAgreement()
    let pages = pages("product_notes")
    #expect(pages.reduce(0) { $0 + $1.rows.count } == Self.notes)
    let closed = pages.count { $0.target.contains("%22ge%22") && $0.target.contains("%22lt%22") }
    #expect(closed >= Self.notes / 4 - 3, "all but the first and the last page")
  }

  @Test
  func `several are under way at once`() throws {
    laptop.settings.questionsAtOnce = 6
    let together = try seconds { try laptop.sync(SyncRequest(only: ["product_notes"])) }
    let other = try Laptop("kofi", in: laptop.world, isLoaded: false)
    other.settings = laptop.settings
    other.settings.questionsAtOnce = 1
    let apart = try seconds { try other.sync(SyncRequest(only: ["product_notes"])) }
    #expect(together < apart / 2)
  }

  @Test
  func `texts of digits are cut into ranges too`() throws {
    laptop.settings.firstPageSize = 1
    laptop.settings.pageSize = 1
    try laptop.sync(SyncRequest(only: ["products"]))
    let pages = pages("products")
    #expect(pages.reduce(0) { $0 + $1.rows.count } == 4)
    #expect(pages.contains { $0.target.contains("%22lt%22") })
  }

  @Test(arguments: [3, 7, 12])
  func `killed on the way, it asks again for no more than was under way`(_ skipped: Int) throws {
    laptop.settings.questionsAtOnce = 3
    laptop.transport.order("GET", "product_notes", .fatal, skip: skipped)
    try laptop.syncUntilDeath()
    try laptop.sync()
    try laptop.expectAgreement()
    let rows = pages("product_notes").reduce(0) { $0 + $1.rows.count }
    #expect(rows <= Self.notes + 3 * 4)
  }

  @Test
  func `a loaded table can be searched by index, also where a run died before that`() throws {
    #expect(try lookups() == 0)
    try laptop.sync()
    #expect(try lookups() == 1)
    let command = "DROP INDEX sync_link_product_notes_product_imei"
    try OtherProgram.run(["sqlite3", laptop.replica.location.path, command])
    #expect(try lookups() == 0)
    try laptop.sync()
    #expect(try lookups() == 1)
  }

  private func lookups() throws -> Int {
    try laptop.replica.read { reader in
      try reader.sql(
        "SELECT 1 FROM sqlite_master WHERE name = 'sync_link_product_notes_product_imei'"
      ).rows.count
    }
  }

  @Test
  func `a page that does not come in time is asked for again, smaller`() throws {
    laptop.transport.order("GET", "product_notes", .dropped, skip: 2, times: 2)
    let summary = try laptop.sync()
    #expect(summary.outcome == .complete)
    try laptop.expectAgreement()
    #expect(pages("product_notes").contains { $0.target.contains("results_per_page=2&") })
  }

  @Test
  func `a link that carries nothing ends the run`() throws {
    laptop.transport.order("GET", "product_notes", .dropped, skip: 2, times: 100)
    #expect(try laptop.sync().outcome == .partial)
    laptop.transport.forgetOrders()
    #expect(try laptop.sync().outcome == .complete)
    try laptop.expectAgreement()
  }

  @Test
  func `a server that gives rows outside the range is not believed`() throws {
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(
        status: 200,
        body: #"{"num_results":9,"objects":[{"product_note_id":900}],"page":1,"total_pages":9}"#
      ),
      part: "%22lt%22"
    )
    let summary = try laptop.sync()
    #expect(summary.notes.contains(.outOfOrder(resource: "product_notes")))
    #expect(try laptop.replica.read { try $0.count(in: laptop.table("repairs")) } == 4)
  }

  @Test
  func `a limit of bytes ends it between two pages, and the next run goes on`() throws {
    let summary = try laptop.sync(SyncRequest(maximumBytes: 6_000))
    #expect(summary.outcome == .limited)
    let left = summary.notes.compactMap { note -> [String]? in
      if case .left(let resources) = note { resources } else { nil }
    }
    #expect(left.first?.contains("product_notes") ?? false, "what is left is said")
    #expect(left.first?.contains("repairs") == false, "the most urgent came first")
    try laptop.sync()
    try laptop.expectAgreement()
    let rows = pages("product_notes").reduce(0) { $0 + $1.rows.count }
    #expect(rows == Self.notes)
  }

  private func pages(_ resource: String) -> [WireRecord] {
    laptop.world.wire.records.filter { $0.resource == resource && $0.method == "GET" }
  }

  private func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = laptop.world.timeline.now
    try body()
    return laptop.world.timeline.now.secondsSince1970 - start.secondsSince1970
  }
}
