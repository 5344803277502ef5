import CatalogModel
import FieldTestSupport
import SyncCore
import Testing

/// A server that gives the same page whatever is asked must not keep a run busy for ever.
@Suite(.timeLimit(.minutes(1)))
struct EndlessPageTests {
  private static let note = """
    {"product_note_id":1,"note_text":"again","product_imei":"359162000000001",\
    "created_at":"2026-01-01T00:00:00","created_by":"office","modified_at":null,"modified_by":null}
    """
  private static let type = """
    {"product_imei":"359162000000001","serial_number":"BX","product_type_id":1}
    """

  private static func page(_ row: String) -> String {
    #"{"num_results":50,"objects":[\#(row)],"page":1,"total_pages":50}"#
  }

  @Test(arguments: [("product_notes", Self.note), ("products", Self.type)])
  func `the same page for ever ends the walk of its resource`(
    _ resource: String,
    _ row: String
  ) throws {
    let laptop = try Laptop(isLoaded: false)
    laptop.transport.order(
      "GET",
      resource,
      .answered(status: 200, body: Self.page(row)),
      times: 1_000
    )
    let summary = try laptop.sync(SyncRequest(only: [resource]))
    #expect(summary.notes.contains(.outOfOrder(resource: resource)))
    #expect(summary.outcome == .partial)
    #expect(summary.requests < 20)
  }

  // Only the server knows the order of texts, so each of the two pages might be the next.
  @Test
  func `two pages that take turns end the walk of their resource`() throws {
    let laptop = try Laptop(isLoaded: false)
    for number in 0..<200 {
      let row = #"{"product_imei":"\#(["A-one", "B-two"][number % 2])","product_type_id":1}"#
      laptop.transport.order("GET", "products", .answered(status: 200, body: Self.page(row)))
    }
    let summary = try laptop.sync(SyncRequest(only: ["products"]))
    #expect(summary.notes.contains(.outOfOrder(resource: "products")))
    #expect(summary.requests < 20)
  }

  @Test
  func `the same page for ever proves nothing about a create`() throws {
    let laptop = try Laptop()
    try laptop.addNote("mine")
    laptop.transport.order("POST", "product_notes", .answerLost)
    laptop.transport.order(
      "GET",
      "product_notes",
      .answered(status: 200, body: Self.page(Self.note)),
      times: 1_000
    )
    let summary = try laptop.sync(SyncRequest(pulls: false))
    #expect(summary.unknown == 1)
    #expect(laptop.writes().count == 1)
    laptop.transport.forgetOrders()
    #expect(try laptop.sync().unknown == 0)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("mine")) == 1)
  }
}
