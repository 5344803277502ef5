import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

/// A note was sent without an answer, and the same account made the same note elsewhere.
struct DuplicateTests {
  private let laptop: Laptop
  private let fields: RowFields = [
    "note_text": .text("same"), "product_imei": .text(World.imei(1)),
  ]

  init() throws {
    laptop = try Laptop()
    // A receipt shows under which name the server notes us.
    try laptop.addNote("before")
    try laptop.sync()
  }

  @Test
  func `a person is asked which of the server's rows it is, and nothing is sent meanwhile`() throws
  {
    let start = laptop.mark
    let conflict = try #require(try lose(1, besides: 1).first)
    #expect(conflict.kind == .duplicate)
    #expect(
      conflict.columns == [
        ConflictColumn(
          column: "product_note_id",
          base: .null,
          mine: conflict.row.key.value,
          theirs: .integer(2)
        )
      ]
    )
    for _ in 1...3 {
      try laptop.pass(seconds: 100)
      #expect(try laptop.sync().conflicts == 1)
    }
    #expect(laptop.writes(since: start).count == 2)
  }

  @Test
  func `theirs says that it is the first of them`() throws {
    let conflict = try #require(try lose(1, besides: 1).first)
    try laptop.resolve(conflict.number, .theirs)
    try laptop.sync()
    #expect(try laptop.serverCount("product_notes", "note_text", .text("same")) == 2)
    #expect(try locate(conflict.row.key) == .integer(2))
    try laptop.expectAgreement()
  }

  @Test
  func `a key says which of them it is`() throws {
    let conflict = try #require(try lose(1, besides: 1).first)
    try laptop.resolve(conflict.number, .columns(["product_note_id": .value(.integer(3))]))
    try laptop.sync()
    #expect(try locate(conflict.row.key) == .integer(3))
    #expect(try laptop.serverCount("product_notes", "note_text", .text("same")) == 2)
    try laptop.expectAgreement()
  }

  @Test
  func `mine says that it is none of them, and it is sent`() throws {
    let conflict = try #require(try lose(1, besides: 1).first)
    try laptop.resolve(conflict.number, .mine)
    try laptop.pass(seconds: 100)
    try laptop.sync()
    #expect(try laptop.serverCount("product_notes", "note_text", .text("same")) == 3)
    try laptop.expectAgreement()
  }

  @Test
  func `two notes are not taken for one row`() throws {
    let rows = try lose(2, besides: 1).map(\.row)
    #expect(rows.count == 2)
    while let conflict = try laptop.conflicts().first {
      try laptop.resolve(conflict.number, .theirs)
      try laptop.sync()
    }
    let keys = try rows.map { try locate($0.key) }
    #expect(Set(keys).count == 2)
    #expect(keys.allSatisfy { $0?.isProvisional == false })
    #expect(try laptop.serverCount("product_notes", "note_text", .text("same")) == 3)
    try laptop.expectAgreement()
  }

  @Test
  func `a row that is another's already is no answer`() throws {
    let conflict = try #require(try lose(1, besides: 1).first)
    #expect(throws: ResolutionError(code: .notOffered, subject: "product_notes 1")) {
      try laptop.resolve(
        conflict.number,
        .columns(["product_note_id": .value(.integer(1))])
      )
    }
    #expect(try laptop.conflicts() == [conflict])
  }

  @Test
  func `a slip in the key is no receipt`() throws {
    let conflict = try #require(try lose(1, besides: 1).first)
    for slip: Int64 in [33, 0, -7] {
      #expect(throws: ResolutionError(code: .notOffered, subject: "product_notes \(slip)")) {
        try laptop.resolve(
          conflict.number,
          .columns(["product_note_id": .value(.integer(slip))])
        )
      }
    }
    #expect(try laptop.conflicts() == [conflict])
    #expect(try locate(conflict.row.key)?.isProvisional == true)
  }

  /// Sends so many identical notes without an answer and makes others like them elsewhere.
  private func lose(_ count: Int, besides others: Int) throws -> [Conflict] {
    for _ in 1...count { try laptop.add("product_notes", fields) }
    laptop.transport.order("POST", "product_notes", .answerLost, times: count)
    try laptop.sync(SyncRequest(maximumSeconds: 5))
    for _ in 1...others { laptop.world.write(as: "aline", .create, "product_notes", fields) }
    try laptop.sync()
    return try laptop.conflicts()
  }

  private func locate(_ key: RowKey) throws -> RowKey? {
    let table = try laptop.table("product_notes")
    return try laptop.replica.read { try $0.locate("\(key)", in: table) }
  }
}
