import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct RefusalTests {
  /// What the server refuses, how, and how it is put right.
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let resource: String
    let fields: RowFields
    var answer: ScriptedTransport.Fault?
    let words: String
    let correction: RowFields
  }

  static let cases: [Case] = [
    Case(
      testDescription: "no permission",
      resource: "product_notes",
      fields: ["note_text": .text("x"), "product_imei": .text(World.imei(1))],
      answer: .answered(status: 403, body: #"{"message":"SYSTEM permission is required"}"#),
      words: "SYSTEM permission is required",
      correction: ["note_text": .text("y")]
    ),
    Case(
      testDescription: "a value that must be unique",
      resource: "shops",
      fields: ["name": .text("Nyamata"), "hub_id": .integer(1)],
      words: "IntegrityError",
      correction: ["name": .text("Huye")]
    ),
    Case(
      testDescription: "a value that must be there",
      resource: "product_notes",
      fields: ["note_text": .text("x")],
      words: "IntegrityError",
      correction: ["product_imei": .text(World.imei(1))]
    ),
    Case(
      testDescription: "a link to nothing",
      resource: "product_notes",
      fields: ["note_text": .text("x"), "product_imei": .text("359162000000999")],
      words: "IntegrityError",
      correction: ["product_imei": .text(World.imei(1))]
    ),
    Case(
      testDescription: "a value that the column cannot hold",
      resource: "repairs",
      fields: ["product_imei": .text(World.imei(1)), "process": .text("Thrown away")],
      words: "process: not-an-option",
      correction: ["process": .text("Replaced")]
    ),
  ]

  @Test(arguments: cases)
  func `what the server refuses is kept with its words, and goes when it is put right`(
    _ item: Case
  ) throws {
    let laptop = try Laptop()
    let key = try laptop.add(item.resource, item.fields)
    if let answer = item.answer { laptop.transport.order("POST", item.resource, answer) }
    let row = RowReference(resource: item.resource, key: key)
    let summary = try laptop.sync()
    #expect(summary.refused == 1)
    let expected = ValueRefusal(words: item.words).map { SyncNote.valueRefused(row: row, $0) }
    #expect(summary.notes.contains(expected ?? .refused(row: row, words: item.words)))
    let start = laptop.mark
    // It is not tried again by itself.
    #expect(try laptop.sync().refused == 1)
    #expect(laptop.writes(since: start).isEmpty)
    #expect(try laptop.queue().first?.contains(item.words) == true)
    try laptop.set(item.resource, key, item.correction)
    #expect(try laptop.sync().applied == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `a refusal holds back what depends on it and nothing else`() throws {
    let laptop = try Laptop()
    let repair = try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "process": .text("nonsense")]
    )
    let symptom = try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    try laptop.addNote("independent")
    let summary = try laptop.sync()
    #expect(summary.applied == 1)
    #expect(summary.refused == 1)
    let (row, on) = (
      RowReference(resource: "repair_symptom_type_linker", key: symptom),
      RowReference(resource: "repairs", key: repair)
    )
    #expect(summary.notes.contains(.blocked(row: row, obstacle: .dependsOn(on))))
    try laptop.set("repairs", repair, ["process": .text("Replaced")])
    #expect(try laptop.sync().applied == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `a 403 is remembered as a missing right until the next log-in`() throws {
    let laptop = try Laptop()
    try laptop.addNote("x")
    laptop.transport.order(
      "POST",
      "product_notes",
      .answered(status: 403, body: #"{"message":"no"}"#)
    )
    try laptop.sync()
    let right = DeniedRight(resource: "product_notes", method: .create)
    #expect(try laptop.replica.read { try $0.deniedRights() } == [right])
    try laptop.logIn(as: "aline")
    #expect(try laptop.replica.read { try $0.deniedRights() }.isEmpty)
  }

  @Test
  func `a refused deletion leaves the row to be shown again`() throws {
    let laptop = try Laptop()
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    try laptop.sync()
    try laptop.delete("repairs", .integer(5))
    #expect(try laptop.sync().refused == 1)
    let row = RowReference(resource: "repairs", key: .integer(5))
    let now = laptop.clock.now()
    try laptop.replica.write(by: .engine) { try $0.drop([row], now: now) }
    #expect(try laptop.row("repairs", .integer(5)) != nil)
    try laptop.sync()
    try laptop.expectAgreement()
  }
}
