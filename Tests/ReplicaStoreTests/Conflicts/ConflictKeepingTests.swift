import CatalogModel
import Testing

@testable import ReplicaStore

struct ConflictKeepingTests {
  private let trial: TrialReplica

  init() throws {
    trial = try TrialReplica()
    try trial.engine { try $0.adoptAccount("anna") }
    try trial.set(.kara, ["name": .text("Mine"), "rating": .real(1)])
  }

  @Test
  func `it keeps both sides, who and when, in the order of the resource's columns`() throws {
    let number = try keep(["rating": "5", "name": "Theirs"])
    let conflict = try #require(try open())
    #expect(conflict.number == number)
    #expect(conflict.row == .kara)
    #expect(conflict.mineBy == "anna")
    #expect(conflict.mineAt == TrialReplica.now)
    #expect(conflict.theirsBy == "ben")
    #expect(conflict.columns.map(\.column) == ["name", "rating"])
    #expect(try trial.pending(.kara)?.conflict == number)
  }

  @Test
  func `a row has one conflict, which is brought up to date`() throws {
    let first = try keep(["name": "Theirs", "rating": "5"])
    let second = try keep(["name": "Later"])
    #expect(first == second)
    #expect(try open()?.columns.map(\.theirs) == [.text("Later")])
    #expect(try trial.replica.read { try $0.conflicts() }.count == 1)
  }

  @Test
  func `mine is what the technician sees now`() throws {
    try keep(["name": "Theirs"])
    try trial.set(.kara, ["name": .text("Typed since")])
    #expect(try open()?.columns.first?.mine == .text("Typed since"))
  }

  @Test
  func `of a row that is gone, mine is what it was`() throws {
    try keep(["name": "Theirs"])
    try trial.delete(.kara)
    #expect(try open()?.columns.first?.mine == .text("Mine"))
  }

  @Test
  func `a closed one keeps its values and how it was decided, and the next is new`() throws {
    let first = try keep(["name": "Theirs"])
    try trial.engine { try $0.closeConflict(first, decision: "mine", now: TrialReplica.now) }
    #expect(try open() == nil)
    #expect(try trial.replica.read { try $0.conflict(first) } == nil)
    #expect(try trial.rows("sync_conflict", "number, open, decision") == ["\(first) 0 mine"])
    #expect(try trial.rows("sync_conflict_column", "theirs") == ["Theirs"])
    #expect(try keep(["name": "Theirs"]) != first)
  }

  @Test
  func `what a person chose is a change of theirs`() throws {
    try trial.engine {
      try $0.recordUpdate(
        of: .sokode,
        [RecordedValue(column: "city", old: .text("Atakpame"), new: .text("Chosen"))],
        now: TrialReplica.now
      )
    }
    #expect(
      try trial.changes().last == "update shops 6 city: 'Atakpame' > 'Chosen'"
    )
    #expect(try trial.rows("sync_changelog", "user, open").last == "anna 1")
  }

  @Test
  func `a row made anew has a new key, and what referred to the old one refers to it`() throws {
    try trial.set(.kara, ["name": .text("Anew")])
    let table = try trial.table("shops")
    try trial.engine { writer in
      let row = try #require(try writer.reader.row(.integer(5), in: table))
      try writer.recreate(row, in: table, now: TrialReplica.now)
      try writer.forget(.kara, in: table)
    }
    let made = RowReference(resource: "shops", key: .integer(RowKey.firstProvisional + 1))
    #expect(try trial.pending(made)?.effect == .create)
    #expect(try trial.pending(.kara) == nil)
    #expect(try trial.pending(.unit)?.needs == [made])
    #expect(try trial.replica.read { try $0.row(made.key, in: table) }?["name"] == .text("Anew"))
    // The engine is quiet again.
    try trial.engine {
      _ = try $0.storeServerRow(["shop_id": .integer(6), "city": .text("x")], in: table)
    }
    #expect(try trial.pending(.sokode) == nil)
  }

  @Test
  func `columns of a base are set without touching the others`() throws {
    let table = try trial.table("shops")
    try trial.engine { try $0.setBaseColumns(.integer(5), ["name": .text("B")], in: table) }
    let base = try trial.replica.read { try $0.baseRow(.integer(5), in: table) }
    #expect(base?["name"] == .text("B"))
    #expect(base?["city"] == .text("Lome"))
    try trial.engine { try $0.setBaseColumns(.integer(6), ["name": .text("B")], in: table) }
    #expect(try trial.replica.read { try $0.baseRow(.integer(6), in: table) } == nil)
  }

  @Test
  func `rows that are not the one created are never asked about again`() throws {
    let shop = try trial.add("shops", ["name": .text("New")])
    let number = try trial.freeze(shop, held: [.integer(5)])
    let operation = try #require(try trial.operation(number))
    try trial.engine { try $0.excludeCandidates([.integer(8)], from: operation) }
    #expect(try trial.operation(number)?.heldKeys == [.integer(5), .integer(8)])
  }

  @discardableResult
  private func keep(_ theirs: [String: String]) throws -> Int64 {
    let mine: RowFields = ["name": .text("Mine"), "rating": .real(1)]
    let columns = theirs.map { name, value in
      ConflictColumn(
        column: name,
        base: .null,
        mine: mine[name] ?? .null,
        theirs: name == "rating" ? .real(Double(value) ?? 0) : .text(value)
      )
    }
    let draft = ConflictDraft(
      row: .kara,
      kind: .updateUpdate,
      columns: columns,
      theirsBy: "ben",
      theirsAt: TrialReplica.now
    )
    return try trial.engine { try $0.keepConflict(draft, now: TrialReplica.now).number }
  }

  private func open() throws -> Conflict? {
    try trial.replica.read { try $0.conflict(of: .kara) }
  }
}
