import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct DeletionConflictTests {
  private let laptop: Laptop
  private let key = RowKey.integer(2)

  init() throws { laptop = try Laptop() }

  @Test
  func `our change of a row that is gone is a conflict for the whole row`() throws {
    let conflict = try updateAgainstDeletion()
    #expect(conflict.kind == .updateDelete)
    #expect(conflict.columns.map(\.column) == ["outcome"])
    #expect(laptop.writes().isEmpty)
    #expect(throws: ResolutionError(code: .wholeRowOnly, subject: "\(conflict.number)")) {
      try laptop.resolve(conflict.number, .columns(["outcome": .mine]))
    }
    for _ in 1...3 { #expect(try laptop.sync().conflicts == 1) }
  }

  @Test
  func `mine makes the row anew, with what refers to it`() throws {
    try laptop.add(
      "repair_symptom_type_linker",
      ["repair_id": key.value, "symptom_type_id": .integer(1)]
    )
    let conflict = try updateAgainstDeletion()
    try laptop.resolve(conflict.number, .mine)
    try laptop.sync()
    let made = try #require(try laptop.serverRow("repairs", .integer(5)))
    #expect(made["outcome"] == .text("mine"))
    #expect(made["process"] == .text("Repair and Return"))
    #expect(
      try laptop.serverCount("repair_symptom_type_linker", "repair_id", .integer(5)) == 1
    )
    try laptop.expectAgreement()
  }

  @Test
  func `theirs lets the row go`() throws {
    let conflict = try updateAgainstDeletion()
    try laptop.resolve(conflict.number, .theirs)
    try laptop.sync()
    #expect(try laptop.row("repairs", key) == nil)
    #expect(laptop.writes().isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `a row that the server takes no new ones of cannot be made anew`() throws {
    let product = RowKey.text(World.imei(4))
    try laptop.set("products", product, ["assembler": .text("mine")])
    laptop.colleague(.delete, "repairs", .integer(4))
    laptop.colleague(.delete, "products", product)
    try laptop.sync()
    let conflict = try #require(try laptop.conflicts().first)
    #expect(throws: ResolutionError.self) { try laptop.resolve(conflict.number, .mine) }
    #expect(try laptop.conflicts().count == 1)
    try laptop.resolve(conflict.number, .theirs)
    #expect(try laptop.conflicts().isEmpty)
  }

  @Test
  func `our deletion of a row that was changed is a conflict, which stays`() throws {
    let conflict = try deletionAgainstUpdate()
    #expect(conflict.kind == .deleteUpdate)
    #expect(
      conflict.columns == [
        ConflictColumn(column: "outcome", base: .null, mine: .null, theirs: .text("theirs"))
      ]
    )
    for _ in 1...3 {
      try laptop.pass(seconds: 400)
      #expect(try laptop.sync().conflicts == 1)
    }
    #expect(laptop.writes().isEmpty)
    #expect(try laptop.row("repairs", key) == nil)
  }

  @Test
  func `mine deletes all the same`() throws {
    try laptop.resolve(try deletionAgainstUpdate().number, .mine)
    try laptop.sync()
    #expect(laptop.writes() == ["DELETE repairs 2: 204"])
    try laptop.expectAgreement()
  }

  @Test
  func `theirs brings the row back as the server has it`() throws {
    try laptop.resolve(try deletionAgainstUpdate().number, .theirs)
    #expect(try laptop.row("repairs", key)?["outcome"] == .text("theirs"))
    #expect(try laptop.row("repairs", key)?["process"] == .text("Repair and Return"))
    try laptop.sync()
    #expect(laptop.writes().isEmpty)
    try laptop.expectAgreement()
  }

  private func updateAgainstDeletion() throws -> Conflict {
    try laptop.set("repairs", key, ["outcome": .text("mine")])
    laptop.colleague(.delete, "repairs", key)
    try laptop.sync()
    return try #require(try laptop.conflicts().first)
  }

  private func deletionAgainstUpdate() throws -> Conflict {
    try laptop.delete("repairs", key)
    laptop.colleague(.update, "repairs", key, ["outcome": .text("theirs")])
    try laptop.sync()
    return try #require(try laptop.conflicts().first)
  }
}
