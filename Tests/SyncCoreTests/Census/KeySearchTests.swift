import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// How many questions a search for deleted rows costs.
struct KeySearchTests {
  private static let count = "page=1000000000"
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: ["products", "product_notes"], isLoaded: false)
    for number in 1...200 {
      laptop.colleague(
        .create,
        "product_notes",
        nil,
        ["note_text": .text("n\(number)"), "product_imei": .text(World.imei(1))]
      )
    }
    try laptop.sync()
    try laptop.pass(seconds: 3_600)
  }

  private func counts(since start: Int) -> Int {
    laptop.world.wire.records.dropFirst(start)
      .count { $0.resource == "product_notes" && $0.target.contains(Self.count) }
  }

  @Test
  func `one question counts both halves of a range`() throws {
    for number in [3, 77, 160] as [Int64] {
      laptop.colleague(.delete, "product_notes", .integer(number))
    }
    let start = laptop.mark
    #expect(try laptop.sync().ghosts == 3)
    // Beside the pull, the whole, and one for each range that is cut: of 200 rows, 100, 50, 25 and 13,
    // as few as three deletions cut. Two for each would be 26.
    #expect(counts(since: start) <= 2 + 1 + 2 + 3 + 3 + 3)
    try laptop.expectAgreement()
  }

  @Test
  func `a range that shrinks while it is counted is counted again`() throws {
    laptop.colleague(.delete, "product_notes", .integer(3))
    // The whole has lost a row; the lower half, asked after that, seems to hold more than the whole.
    let page = { (rows: Int) in
      ScriptedTransport.Fault.answered(
        status: 200,
        body: #"{"num_results":\#(rows),"objects":[],"page":1000000000,"total_pages":\#(rows)}"#
      )
    }
    laptop.transport.order("GET", "product_notes", page(40), part: Self.count, times: 2)
    let start = laptop.mark
    #expect(try laptop.sync().ghosts == 1)
    #expect(counts(since: start) > 0)
    try laptop.expectAgreement()
  }

  @Test
  func `what is counted beside the pull is not counted again`() throws {
    let start = laptop.mark
    try laptop.sync()
    #expect(counts(since: start) == 1)
  }
}
