import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct PushTests {
  @Test
  func `an edit sends exactly the changed columns, once`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("x")])
    try laptop.set("repairs", .integer(2), ["outcome": .text("fixed")])
    try laptop.set("repairs", .integer(2), ["arrival_date": .text("2026-03-01")])
    let start = laptop.mark
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(
      laptop.writes(since: start) == ["PUT repairs 2 arrival_date=2026-03-01 outcome=fixed: 200"]
    )
    try laptop.sync()
    #expect(laptop.writes(since: start).count == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `an edit that was put back sends nothing and leaves nothing`() throws {
    let laptop = try Laptop()
    let start = laptop.mark
    try laptop.set("repairs", .integer(2), ["process": .text("Repossessed")])
    try laptop.set("repairs", .integer(2), ["process": .text("Repair and Return")])
    try laptop.sync()
    #expect(laptop.writes(since: start).isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `a row made and deleted here never leaves`() throws {
    let laptop = try Laptop()
    let start = laptop.mark
    let note = try laptop.addNote("never mind")
    try laptop.delete("product_notes", note)
    try laptop.sync()
    #expect(laptop.writes(since: start).isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `a row made and edited here is one creation`() throws {
    let laptop = try Laptop()
    let start = laptop.mark
    let note = try laptop.addNote("first")
    try laptop.set("product_notes", note, ["note_text": .text("second")])
    try laptop.sync()
    #expect(
      laptop.writes(since: start)
        == ["POST product_notes note_text=second product_imei=\(World.imei(1)): 201"]
    )
    try laptop.expectAgreement()
  }

  @Test
  func `a new repair goes before its symptom and part, and its key is rewritten in every link`()
    throws
  {
    let laptop = try Laptop()
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(3))])
    let symptom = try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(2)]
    )
    let part = try laptop.add(
      "repair_part_type_linker",
      [
        "repair_id": repair.value, "old_part_type_id": .integer(1),
        "non_transferable": .boolean(false),
      ]
    )
    #expect(repair.isProvisional && symptom.isProvisional && part.isProvisional)
    let start = laptop.mark
    #expect(try laptop.sync().applied == 3)
    #expect(laptop.writes(since: start).first?.hasPrefix("POST repairs ") == true)
    #expect(laptop.writes(since: start).dropFirst().allSatisfy { $0.contains("repair_id=5") })
    #expect(try laptop.row("repairs", .integer(5))?["product_imei"] == .text(World.imei(3)))
    #expect(try laptop.row("repairs", repair) == nil)
    for (name, old) in [
      ("repairs", repair), ("repair_symptom_type_linker", symptom),
      ("repair_part_type_linker", part),
    ] {
      let table = try laptop.table(name)
      let found = try laptop.replica.read { try $0.locate("\(old)", in: table) }
      let key = try #require(found)
      #expect(!key.isProvisional)
      #expect(try laptop.row(name, key) != nil)
    }
    try laptop.expectAgreement()
  }

  @Test
  func `a reference to the old key that is typed after the receipt is mapped too`() throws {
    let laptop = try Laptop()
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(3))])
    try laptop.sync()
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(2)]
    )
    #expect(try laptop.sync().applied == 1)
    #expect(
      try laptop.serverCount("repair_symptom_type_linker", "repair_id", .integer(5)) == 1
    )
    try laptop.expectAgreement()
  }

  @Test
  func `deletions go children first, and one that is done already is done`() throws {
    let laptop = try Laptop()
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(3))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(2)]
    )
    try laptop.sync()
    try laptop.delete("repairs", .integer(5))
    try laptop.delete("repair_symptom_type_linker", .integer(1))
    try laptop.delete("repairs", .integer(4))
    laptop.colleague(.delete, "repairs", .integer(4))
    let start = laptop.mark
    try laptop.sync()
    #expect(
      laptop.writes(since: start) == [
        "DELETE repair_symptom_type_linker 1: 204", "DELETE repairs 5: 204",
        "DELETE repairs 4: 404",
      ]
    )
    try laptop.expectAgreement()
  }

  @Test
  func `rows that the server empties when another is deleted are read again`() throws {
    let laptop = try Laptop()
    try laptop.delete("shops", .integer(1))
    let product = RowKey.text(World.imei(2))
    #expect(try laptop.row("products", product)?["shop_id"] == .integer(1))
    try laptop.sync()
    #expect(try laptop.row("products", product)?["shop_id"] == .null)
    try laptop.expectAgreement()
  }

  @Test
  func `what a colleague changed in other columns is kept`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("fixed")])
    laptop.colleague(.update, "repairs", .integer(2), ["measured_battery_capacity": .real(7.5)])
    try laptop.sync()
    let row = try laptop.serverRow("repairs", .integer(2))
    #expect(row?["outcome"] == .text("fixed"))
    #expect(row?["measured_battery_capacity"] == .real(7.5))
    try laptop.expectAgreement()
  }

  // What is written between this and the PUT shows nothing in this API.
  @Test
  func `a row is read again right before it is changed`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("fixed")])
    let start = laptop.mark
    try laptop.sync(SyncRequest(pulls: false))
    let records = laptop.world.wire.records.dropFirst(start).filter { $0.resource == "repairs" }
    #expect(records.map(\.method) == ["GET", "PUT"])
  }

  @Test
  func `what cannot be read again is not overwritten`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("fixed")])
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("theirs")])
    laptop.transport.order(
      "GET",
      "repairs",
      .answered(status: 500, body: #"{"message":"no"}"#),
      times: 50
    )
    let start = laptop.mark
    let summary = try laptop.sync()
    #expect(laptop.writes(since: start).isEmpty)
    #expect(summary.outcome == .partial)
    #expect(summary.waiting == 1)
    let row = RowReference(resource: "repairs", key: .integer(2))
    #expect(summary.notes.contains(.notReread(row: row, code: "server-fault")))
    laptop.transport.forgetOrders()
    #expect(try laptop.sync().conflicts == 1)
    #expect(try laptop.serverRow("repairs", .integer(2))?["outcome"] == .text("theirs"))
  }

  @Test
  func `a row edited while its operation is on the way is sent once more, and only what is new`()
    throws
  {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("one"), "workflow_name": .text("w")])
    laptop.transport.order("PUT", "repairs", .answerLost)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    #expect(try laptop.queue() == ["repairs 2: unknown"])
    try laptop.set("repairs", .integer(2), ["outcome": .text("two")])
    let start = laptop.mark
    try laptop.sync()
    #expect(laptop.writes(since: start) == ["PUT repairs 2 outcome=two: 200"])
    try laptop.expectAgreement()
  }

  @Test
  func `a value that the server keeps differently is shown as it is, and said`() throws {
    let laptop = try Laptop()
    try laptop.set("repairs", .integer(2), ["outcome": .text("fixed")])
    let answer = try #require(try laptop.serverRow("repairs", .integer(2)))
      .merging(["outcome": .text("FIXED")]) { $1 }
    let body = JSONNode.object(answer.mapValues { JSONNode($0) }).description
    laptop.transport.order("PUT", "repairs", .answered(status: 200, body: body))
    let summary = try laptop.sync(SyncRequest(pulls: false))
    let row = RowReference(resource: "repairs", key: .integer(2))
    #expect(summary.notes == [.alteredByServer(row: row, columns: ["outcome"])])
    #expect(try laptop.row("repairs", .integer(2))?["outcome"] == .text("FIXED"))
  }
}
