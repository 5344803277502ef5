import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import SyncCore
import Testing

/// An answer that the API would not give concerns what was asked for and nothing else.
struct StrangeAnswerTests {
  @Test(arguments: ["-5", "null", "1.5", "\"7\"", "999999999999999999999999"])
  func `a count that is none spoils its resource, not the run`(_ count: String) throws {
    let laptop = try Laptop(isLoaded: false)
    let body = #"{"num_results":\#(count),"objects":[],"page":1,"total_pages":1}"#
    laptop.transport.order("GET", "repairs", .answered(status: 200, body: body))
    let summary = try laptop.sync()
    #expect(summary.outcome == .partial)
    #expect(summary.notes.contains(.notPulled(resource: "repairs", code: "unreadable")))
    #expect(try laptop.serverCount("products") > 0)
    let held = try laptop.standing().rows.first { $0.resource == "products" }?.rows
    #expect(try held == laptop.serverCount("products"))
    laptop.transport.forgetOrders()
    try laptop.sync()
    try laptop.expectAgreement()
  }

  // A provisional key would name a row of this replica, a text no row at all.
  @Test(arguments: ["\"77\"", "4503599627370500", "null"])
  func `a create answered under a key that no row can have is found out about`(
    _ key: String
  ) throws {
    let laptop = try Laptop()
    try laptop.addNote("mine")
    let body = #"{"product_note_id":\#(key),"note_text":"mine"}"#
    laptop.transport.order("POST", "product_notes", .answered(status: 201, body: body))
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(summary.unknown == 0)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("mine")) == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a create answered under the key of another row is found out about`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(1), ["outcome": .text("kept")])
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(2))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    let body = #"{"repair_id":1,"product_imei":"\#(World.imei(2))"}"#
    laptop.transport.order("POST", "repairs", .answered(status: 201, body: body))
    try laptop.sync()
    #expect(try laptop.serverCount("repairs", "product_imei", .text(World.imei(2))) == 2)
    #expect(try laptop.serverCount("repairs", "outcome", .text("kept")) == 1)
    #expect(try laptop.serverCount("repair_symptom_type_linker", "repair_id", .integer(1)) == 0)
    try laptop.expectAgreement()
  }

  @Test
  func `a create answered with what another one made is found out about`() throws {
    let laptop = try Laptop()
    laptop.settings.lanes = 1
    let key = 1 + (try laptop.serverCount("product_notes"))
    for text in ["first", "second"] { try laptop.addNote(text) }
    laptop.transport.order("POST", "product_notes", .answerLost)
    let first =
      #"{"product_note_id":\#(key),"note_text":"first","product_imei":"\#(World.imei(1))"}"#
    laptop.transport.order("POST", "product_notes", .answered(status: 201, body: first))
    try laptop.sync(SyncRequest(pulls: false))
    try laptop.pass(seconds: 60)
    try laptop.sync()
    for text in ["first", "second"] {
      #expect(try laptop.serverCount("product_notes", "note_text", .text(text)) == 1, "\(text)")
    }
    let made = try laptop.world.depot.rows(of: "product_notes").first {
      $0["note_text"] == .text("first")
    }
    #expect(made?["product_note_id"] == .integer(Int64(key)))
    try laptop.expectAgreement()
  }

  @Test
  func `a resource that was not read is no complete pull`() throws {
    let laptop = try Laptop()
    laptop.transport.order("GET", "repairs", .answered(status: 400, body: "{}"), times: 9)
    #expect(try laptop.sync().hasPulled == false)
    laptop.transport.forgetOrders()
    #expect(try laptop.sync().hasPulled)
  }

  @Test
  func `what has arrived in the end is not said to have been left behind`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(1), ["outcome": .text("fixed")])
    laptop.transport.order("PUT", "repairs", .answered(status: 200, type: "text/html", body: "x"))
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    let isLeft = summary.notes.contains { if case .blocked = $0 { true } else { false } }
    #expect(!isLeft)
  }
}
