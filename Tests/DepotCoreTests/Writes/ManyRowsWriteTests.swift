import CatalogModel
import Testing

@testable import DepotCore

/// A PUT on a table, which some servers take.
struct ManyRowsWriteTests {
  private let bench: Bench

  init() throws {
    var settings = DepotSettings()
    settings.changesMany = true
    bench = try Bench(settings: settings)
  }

  private func outcomes() throws -> [FieldValue] {
    try bench.depot.rows(of: "repairs").map { $0["outcome"] ?? .null }
  }

  @Test
  func `the rows that a search finds are changed and counted`() throws {
    let body =
      #"{"outcome":"x","q":{"filters":[{"name":"product_imei","op":"eq","val":"\#(Bench.imeis[0])"}]}}"#
    let answer = bench.send("PUT", "/repairs", json: body)
    #expect(answer.status == 200)
    #expect(answer.text == "{\"num_modified\":2}\n")
    #expect(try outcomes() == [.text("x"), .text("x"), .null])
  }

  @Test
  func `a stamp that is not the row's finds nothing, and nothing changes`() throws {
    let row = try #require(
      try bench.depot.rows(of: "repairs").first { $0["repair_id"] == .integer(2) }
    )
    let stamp = try #require(row["modified_at"]?.description)
    let body = { (stamp: String) in
      #"{"outcome":"x","q":{"filters":[{"name":"repair_id","op":"eq","val":2},"#
        + #"{"name":"modified_at","op":"eq","val":"\#(stamp)"}]}}"#
    }
    #expect(
      bench.send("PUT", "/repairs", json: body("2001-01-01T00:00:00")).text
        == "{\"num_modified\":0}\n"
    )
    #expect(try outcomes() == [.null, .text("réparé"), .null])
    #expect(bench.send("PUT", "/repairs", json: body(stamp)).text == "{\"num_modified\":1}\n")
    #expect(try outcomes() == [.null, .text("x"), .null])
  }

  @Test
  func `without a value nothing is counted, and an unknown field is refused`() throws {
    #expect(bench.send("PUT", "/repairs", json: #"{"q":{}}"#).text == "{\"num_modified\":0}\n")
    #expect(bench.send("PUT", "/repairs", json: #"{"nope":1,"q":{}}"#).status == 400)
    let unbuildable = #"{"outcome":"x","q":{"filters":[{"name":"nope","op":"eq","val":1}]}}"#
    #expect(bench.send("PUT", "/repairs", json: unbuildable).status == 400)
    #expect(try outcomes() == [.null, .text("réparé"), .null])
  }

  @Test
  func `it takes the same permission as a change of one row, and is not offered by itself`() throws
  {
    #expect(bench.send("PUT", "/repairs", json: #"{"q":{}}"#, as: "watch").status == 403)
    #expect(try Bench().send("PUT", "/repairs", json: #"{"q":{}}"#).status == 405)
  }
}
