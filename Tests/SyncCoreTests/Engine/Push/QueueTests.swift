import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct QueueTests {
  private let laptop: Laptop

  init() throws { laptop = try Laptop() }

  @Test
  func `an entry shows what will be sent, over what, by whom`() throws {
    try laptop.set("repairs", .integer(2), ["process": .text("Replaced")])
    let entry = try #require(try laptop.replica.read { try $0.queue() }.first)
    #expect(entry.kind == .update)
    #expect(entry.user == "aline")
    #expect(
      entry.values.map { "\($0.column): \($0.old) > \($0.new)" }
        == ["process: Repair and Return > Replaced"]
    )
    #expect(entry.state == .waiting)
  }

  @Test
  func `what is held stays, with what depends on it, until it is released`() throws {
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    try laptop.addNote("free")
    try hold(repair, true)
    #expect(try laptop.sync().applied == 1)
    #expect(try laptop.standing().held == 1)
    #expect(try laptop.standing().waiting == 1)
    try hold(repair, false)
    #expect(try laptop.sync().applied == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `giving up a new row takes what refers to it along, at any depth`() throws {
    let repair = try laptop.add("repairs", ["product_imei": .text(World.imei(1))])
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": repair.value, "symptom_type_id": .integer(1)]
    )
    try laptop.addNote("stays")
    let going = try laptop.replica.read { reader in
      let entry = try #require(try reader.queue().first { $0.row.key == repair })
      return try reader.dropped(with: entry)
    }
    #expect(going.map(\.row.resource) == ["repairs", "repair_symptom_type_linker"])
    try drop(going.map(\.row))
    #expect(try laptop.row("repairs", repair) == nil)
    #expect(try laptop.queue() == ["product_notes new:1: waiting"])
    try laptop.sync()
    #expect(laptop.writes().count == 1)
    try laptop.expectAgreement()
  }

  @Test
  func `giving up an edit or a deletion brings back what the server has, in the journal too`()
    throws
  {
    try laptop.set("repairs", .integer(2), ["process": .text("Replaced")])
    try laptop.delete("repairs", .integer(3))
    let rows = [2, 3].map { RowReference(resource: "repairs", key: .integer($0)) }
    try drop(rows)
    #expect(try laptop.row("repairs", .integer(2))?["process"] == .text("Repair and Return"))
    #expect(try laptop.row("repairs", .integer(3)) != nil)
    let entries = try laptop.replica.read { try $0.journal(limit: 9, of: rows[0]) }
    #expect(entries.first?.event == "dropped")
    #expect(entries.first?.detail?["process"] == .text("Replaced"))
    try laptop.expectAgreement()
  }

  @Test
  func `giving up a row in conflict settles the conflict`() throws {
    try laptop.set("repairs", .integer(2), ["outcome": .text("mine")])
    laptop.colleague(.update, "repairs", .integer(2), ["outcome": .text("theirs")])
    try laptop.sync()
    try drop([RowReference(resource: "repairs", key: .integer(2))])
    try laptop.pass(seconds: 700)
    try laptop.sync()
    #expect(laptop.writes().isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `what was sent and not answered cannot be given up`() throws {
    let note = try laptop.addNote("on the way")
    laptop.transport.order("POST", "product_notes", .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    let row = RowReference(resource: "product_notes", key: note)
    #expect(throws: ReplicaError(.awaitsVerification, row.description)) { try drop([row]) }
    #expect(try laptop.row("product_notes", note) != nil)
  }

  @Test
  func `every row that waits is counted once, under what most needs attention`() throws {
    try laptop.set("repairs", .integer(1), ["outcome": .text("mine")])
    laptop.colleague(.update, "repairs", .integer(1), ["outcome": .text("theirs")])
    try laptop.add(
      "repairs",
      ["product_imei": .text(World.imei(1)), "process": .text("nonsense")]
    )
    try laptop.sync()
    try laptop.addNote("on the way")
    laptop.transport.order("POST", "product_notes", .dropped)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    try laptop.set("repairs", .integer(1), ["outcome": .text("again")])
    try laptop.set("repairs", .integer(2), ["outcome": .text("waits")])
    try laptop.set("repairs", .integer(3), ["outcome": .text("held")])
    try hold(.integer(3), true)
    let standing = try laptop.standing()
    #expect(standing.waiting == 1)
    #expect(standing.unknown == 1)
    #expect(standing.refused == 1)
    #expect(standing.held == 1)
    #expect(standing.conflicts == 1)
    #expect(standing.rows.first { $0.resource == "repairs" }?.rows == 5)
    #expect(standing.oldestUnsent != nil)
    #expect(standing.lastSync != nil)
  }

  private func hold(_ key: RowKey, _ isHeld: Bool) throws {
    try laptop.replica.write(by: .engine) { writer in
      let entry = try #require(try writer.reader.queue().first { $0.row.key == key })
      try writer.setHeld(isHeld, entry: entry)
    }
  }

  private func drop(_ rows: [RowReference]) throws {
    let now = laptop.clock.now()
    try laptop.replica.write(by: .engine) { try $0.drop(rows, now: now) }
  }
}
