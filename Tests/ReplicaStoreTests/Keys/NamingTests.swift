import CatalogModel
import Testing

@testable import ReplicaStore

struct NamingTests {
  private let trial: TrialReplica
  private let shop: RowReference

  init() throws {
    trial = try TrialReplica()
    shop = try trial.add("shops", ["name": .text("New")])
  }

  @Test
  func `a row gets its key in its table, its queue and every link to it`() throws {
    let note = try trial.add(
      "notes",
      ["imei": .text("351"), "shop_id": shop.key.value, "words": .text("w")]
    )
    try trial.set(.unit, ["shop_id": shop.key.value])
    try name(9)
    #expect(try trial.rows("shops", "shop_id, name") == ["5 Kara", "6 Sokode", "9 New"])
    #expect(try trial.rows("units", "shop_id") == ["9"])
    #expect(try trial.rows("notes", "shop_id", order: "note_id") == ["", "9"])
    #expect(try trial.pending(note)?.needs == [])
    #expect(try trial.pending(.unit)?.needs == [])
    #expect(
      try trial.rows("sync_changelog", "resource, key") == [
        "notes \(RowKey.firstProvisional + 1)", "shops 9", "units 351",
      ]
    )
    #expect(
      try trial.rows("sync_change_value", "change, \"column\", new").contains("3 shop_id 9")
    )
  }

  @Test
  func `operations and conflicts that name the row name it by its key`() throws {
    let note = try trial.add(
      "notes",
      ["imei": .text("351"), "shop_id": shop.key.value, "words": .text("w")]
    )
    let number = try trial.freeze(shop)
    try trial.engine { writer in
      try writer.keepConflict(
        ConflictDraft(
          row: note,
          kind: .updateUpdate,
          columns: [
            ConflictColumn(
              column: "shop_id",
              base: .null,
              mine: shop.key.value,
              theirs: .integer(5)
            )
          ]
        ),
        now: TrialReplica.now
      )
    }
    try name(9)
    #expect(try trial.operation(number)?.row.key == .integer(9))
    #expect(try trial.rows("sync_conflict_column", "mine, theirs") == ["9 5"])
  }

  @Test
  func `other rows and numbers that happen to be alike stay`() throws {
    let second = try trial.add("shops", ["name": .text("Second")])
    // The same number names another row in another table.
    let note = try trial.add(
      "notes",
      ["imei": .text("351"), "shop_id": second.key.value, "words": .text("w")]
    )
    try name(9)
    #expect(try trial.pending(note)?.needs == [second])
    #expect(try trial.pending(note)?.row.key == .integer(RowKey.firstProvisional + 1))
  }

  @Test
  func `a person finds the row by its old name ever after`() throws {
    let table = try trial.table("shops")
    let found = { (text: String) in try trial.replica.read { try $0.locate(text, in: table) } }
    #expect(try found("new:1") == shop.key)
    try name(9)
    #expect(try found("new:1") == .integer(9))
    #expect(try found("\(RowKey.firstProvisional + 1)") == .integer(9))
    #expect(try found("9") == .integer(9))
    #expect(try found("5") == .integer(5))
    for text in ["new:", "new:0", "new:-1", "new:x", "x", ""] { #expect(try found(text) == nil) }
  }

  @Test
  func `a text key is what it is`() throws {
    let table = try trial.table("units")
    #expect(try trial.replica.read { try $0.locate("new:1", in: table) } == .text("new:1"))
    #expect(try trial.replica.read { try $0.locate("", in: table) } == nil)
  }

  @Test
  func `references written after the naming are mapped by the next run`() throws {
    try name(9)
    try trial.sqlite3("UPDATE units SET shop_id = \(RowKey.firstProvisional + 1);")
    #expect(try trial.pending(.unit)?.needs == [shop])
    try trial.engine { try $0.rewriteLateReferences() }
    #expect(try trial.rows("units", "shop_id") == ["9"])
    #expect(try trial.pending(.unit)?.effect == .update(columns: ["shop_id"]))
    #expect(try trial.pending(.unit)?.needs == [])
  }

  @Test
  func `a row that was pulled before it was recognised becomes one with ours`() throws {
    let table = try trial.table("shops")
    try trial.engine { _ = try $0.storeServerRow(pulled, in: table) }
    let pulledRow = RowReference(resource: "shops", key: .integer(9))
    try trial.set(pulledRow, ["city": .text("typed on the pulled one")])
    try trial.set(shop, ["rating": .real(2)])
    try name(9)
    #expect(
      try trial.rows("shops", "name, city, rating", order: "shop_id").last
        == "New typed on the pulled one 2.0"
    )
    #expect(try trial.replica.read { try $0.count(in: table) } == 3)
    #expect(
      try trial.replica.read { try $0.openColumns(of: pulledRow) }.isSuperset(of: [
        "city", "rating",
      ])
    )
  }

  @Test
  func `a row that has a key keeps it`() throws {
    try trial.engine { try $0.name(.kara, as: .integer(9)) }
    #expect(try trial.rows("shops", "shop_id").prefix(2) == ["5", "6"])
  }

  @Test
  func `rows that would be emptied with another are found`() throws {
    try trial.set(.unit, ["shop_id": .integer(6)])
    #expect(
      try trial.replica.read { try $0.referrers(to: [RowReference.sokode.key], of: "shops") } == [
        .unit
      ]
    )
    #expect(
      try trial.replica.read { try $0.referrers(to: [RowReference.unit.key], of: "units") } == []
    )
  }

  private var pulled: RowFields { TrialReplica.shop(9, name: "New", city: "there") }

  private func name(_ key: Int64) throws {
    try trial.engine { try $0.name(shop, as: .integer(key)) }
  }
}
