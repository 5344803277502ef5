import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import SyncCore
import Testing

/// An answer that was given before its question was sent belongs to an earlier one, and settles nothing.
struct OldAnswerTests {
  private let laptop: Laptop
  private let old: [(name: String, value: String)] = [("Date", "Mon, 02 Mar 2026 06:00:00 GMT")]

  init() throws { laptop = try Laptop() }

  /// Something in the way gives a write an old answer; the write itself never arrives.
  private func order(_ method: String, _ resource: String, _ status: Int, _ body: String) {
    laptop.transport.order(
      method,
      resource,
      .answered(status: status, body: body, headers: old)
    )
  }

  @Test(arguments: [1, 4])
  func `an update is not delivered by the answer to an earlier one`(_ lanes: Int) throws {
    laptop.settings.lanes = lanes
    try laptop.set("repairs", .integer(2), ["outcome": .text("mine")])
    order("PUT", "repairs", 200, #"{"repair_id":2,"outcome":"earlier"}"#)
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(try laptop.serverCount("repairs", "outcome", .text("mine")) == 1)
    #expect(try laptop.standing().conflicts == 0)
    try laptop.expectAgreement()
  }

  @Test(arguments: [204, 404])
  func `a deletion is not done by the answer to an earlier one`(_ status: Int) throws {
    try laptop.delete("repair_symptom_type_linker", try someSymptom())
    let before = try laptop.serverCount("repair_symptom_type_linker")
    order(
      "DELETE",
      "repair_symptom_type_linker",
      status,
      status == 204 ? "" : #"{"message":"Not Found"}"#
    )
    #expect(try laptop.sync().applied == 1)
    #expect(try laptop.serverCount("repair_symptom_type_linker") == before - 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a creation is not refused by the answer to an earlier one`() throws {
    try laptop.addNote("mine")
    order("POST", "product_notes", 400, #"{"message":"IntegrityError"}"#)
    #expect(try laptop.sync().refused == 0)
    #expect(try laptop.serverCount("product_notes", "note_text", .text("mine")) == 1)
    try laptop.expectAgreement()
  }

  // One server of several whose clock is wrong did what it says.
  @Test
  func `an old answer that shows just what was sent is believed`() throws {
    try laptop.set("repairs", .integer(2), ["outcome": .text("mine")])
    order("PUT", "repairs", 200, #"{"repair_id":2,"outcome":"mine"}"#)
    let mark = laptop.mark
    #expect(try laptop.sync(SyncRequest(pulls: false)).applied == 1)
    #expect(laptop.writes(since: mark).isEmpty)
  }

  private func someSymptom() throws -> RowKey {
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(2))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    try laptop.sync()
    let rows = try laptop.world.depot.rows(of: "repair_symptom_type_linker")
    return try #require(rows.last?["repair_symptom_type_linker_id"].flatMap(RowKey.init))
  }
}
