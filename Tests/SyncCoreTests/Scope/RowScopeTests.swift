import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// A replica that holds some rows of a resource only.
struct RowScopeTests {
  private static let (mine, other) = (World.imei(1), World.imei(2))
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: ["products", "product_notes"], isLoaded: false)
    for number in 1...40 {
      laptop.colleague(.create, "product_notes", nil, note("n\(number)", on: number > 30))
    }
  }

  private func note(_ text: String, on isOther: Bool) -> RowFields {
    ["note_text": .text(text), "product_imei": .text(isOther ? Self.other : Self.mine)]
  }

  @discardableResult
  private func narrow(_ products: String...) throws -> Int {
    try laptop.narrow(
      "product_notes",
      to: RowScope(["product_imei": products.map(FieldValue.text)])
    )
  }

  private func rows() throws -> Int {
    let table = try laptop.table("product_notes")
    return try laptop.replica.read { try $0.count(in: table) }
  }

  private var verifying: SyncRequest { SyncRequest(verifies: true) }

  @Test
  func `no other row ever comes, and none that did not is taken for deleted`() throws {
    try narrow(Self.mine)
    let start = laptop.mark
    try laptop.sync()
    #expect(try rows() == 30)
    try laptop.pass(seconds: 3_600)
    for request in [SyncRequest(), verifying] {
      let summary = try laptop.sync(request)
      #expect(summary.notes.isEmpty)
      #expect(summary.ghosts == 0)
    }
    let came = laptop.world.wire.records.dropFirst(start)
      .filter { $0.resource == "product_notes" }.flatMap(\.rows)
    #expect(came.allSatisfy { $0["product_imei"] == .text(Self.mine) })
    #expect(came.count >= 60, "loaded, and compared")
    try laptop.expectAgreement()
  }

  @Test
  func `what leaves on the server leaves here, however many, and is no ghost`() throws {
    try narrow(Self.mine)
    try laptop.sync()
    for key in 1...25 as ClosedRange<Int64> {
      laptop.colleague(
        .update,
        "product_notes",
        .integer(key),
        ["product_imei": .text(Self.other)]
      )
    }
    laptop.colleague(.delete, "product_notes", .integer(26))
    try laptop.pass(seconds: 3_600)
    let summary = try laptop.sync(verifying)
    #expect(summary.notes == [.leftScope(resource: "product_notes", rows: 25)])
    #expect(summary.ghosts == 1, "only what was deleted")
    #expect(try rows() == 4)
    try laptop.expectAgreement()
  }

  @Test
  func `a count finds what left, without a verification`() throws {
    try narrow(Self.mine)
    try laptop.sync()
    laptop.colleague(.update, "product_notes", .integer(7), ["product_imei": .text(Self.other)])
    try laptop.pass(seconds: 3_600)
    #expect(try laptop.sync().notes == [.leftScope(resource: "product_notes", rows: 1)])
    try laptop.expectAgreement()
  }

  @Test
  func `what comes into scope is news`() throws {
    try narrow(Self.mine)
    try laptop.sync()
    laptop.colleague(.update, "product_notes", .integer(35), ["product_imei": .text(Self.mine)])
    #expect(try laptop.sync().pulledRows == 1)
    #expect(try rows() == 31)
    try laptop.expectAgreement()
  }

  @Test
  func `unsent changes keep their row until the server has them`() throws {
    try laptop.sync()
    try laptop.set("product_notes", .integer(40), ["note_text": .text("unsent")])
    #expect(try narrow(Self.mine) == 9)
    #expect(try laptop.row("product_notes", .integer(40))?["note_text"] == .text("unsent"))
    // Moved by the technician: the server has it in scope until it hears of that.
    try laptop.set("product_notes", .integer(1), ["product_imei": .text(Self.other)])
    let pull = SyncRequest(pushes: false, verifies: true)
    let before = try laptop.sync(pull)
    #expect(before.notes.isEmpty)
    #expect(before.ghosts == 0)
    #expect(try rows() == 31)
    let summary = try laptop.sync(verifying)
    #expect(summary.applied == 2)
    #expect(summary.notes == [.leftScope(resource: "product_notes", rows: 2)])
    let server = try laptop.serverRow("product_notes", .integer(40))
    #expect(server?["note_text"] == .text("unsent"))
    try laptop.expectAgreement()
  }

  @Test
  func `a conflict keeps its row until it is decided`() throws {
    try laptop.sync()
    try laptop.set("product_notes", .integer(40), ["note_text": .text("mine")])
    laptop.colleague(.update, "product_notes", .integer(40), ["note_text": .text("theirs")])
    try laptop.sync()
    let conflict = try #require(try laptop.conflicts().first)
    try narrow(Self.mine)
    try laptop.sync(verifying)
    #expect(try laptop.row("product_notes", .integer(40))?["note_text"] == .text("mine"))
    try laptop.resolve(conflict.number, .mine)
    #expect(try laptop.sync(verifying).applied == 1)
    #expect(try laptop.row("product_notes", .integer(40)) == nil)
    try laptop.expectAgreement()
  }

  @Test
  func `narrower fetches nothing, wider fetches what is missing, and nothing is sent`() throws {
    try laptop.sync()
    #expect(try narrow(Self.mine) == 10)
    let start = laptop.mark
    #expect(try laptop.sync().pulledRows == 0)
    try laptop.expectAgreement()
    try narrow(Self.mine, Self.other)
    #expect(try laptop.sync().pulledRows == 10)
    try narrow(Self.other)
    #expect(try laptop.narrow("product_notes", to: nil) == 0)
    #expect(try laptop.sync().pulledRows == 30)
    #expect(laptop.writes(since: start).isEmpty)
    try laptop.expectAgreement()
  }

  @Test
  func `rows without a value are held where none is named`() throws {
    laptop.colleague(.update, "products", .text(World.imei(3)), ["shop_id": .null])
    try laptop.narrow("products", to: RowScope(["shop_id": [.null]]))
    try laptop.sync(verifying)
    #expect(try laptop.row("products", .text(World.imei(3))) != nil)
    try laptop.expectAgreement()
    try laptop.narrow("products", to: RowScope(["shop_id": [.null, .integer(1)]]))
    try laptop.sync(verifying)
    try laptop.expectAgreement()
  }
}
