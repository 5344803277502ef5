import CatalogModel
import Testing

@testable import ReplicaStore

struct PendingRowTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test
  func `nothing waits at first`() throws {
    #expect(try trial.replica.read { try $0.pendingRows() }.isEmpty)
    #expect(try trial.pending(.kara) == nil)
  }

  @Test
  func `edits of a row come to the columns that differ from the base`() throws {
    try trial.set(.kara, ["name": .text("A"), "city": .text("B")])
    try trial.set(.kara, ["city": .text("Lome"), "rating": .integer(3)])
    let pending = try #require(try trial.pending(.kara))
    #expect(pending.effect == .update(columns: ["name", "rating"]))
    #expect(pending.changes == [1, 2])
    #expect(try trial.replica.read { try $0.openColumns(of: .kara) } == ["name", "city", "rating"])
  }

  @Test
  func `a value put back in another form of number comes to nothing`() throws {
    try trial.set(.kara, ["rating": .integer(4)])
    try trial.set(.kara, ["rating": .real(4.5)])
    #expect(try trial.pending(.kara)?.effect == .nothing)
  }

  @Test
  func `a new row is a creation whatever was typed into it, and waits no longer once deleted`()
    throws
  {
    let shop = try trial.add("shops", ["name": .text("New")])
    try trial.set(shop, ["city": .text("Kpalime")])
    #expect(try trial.pending(shop)?.effect == .create)
    try trial.delete(shop)
    #expect(try trial.pending(shop) == nil)
  }

  @Test
  func `a row edited and deleted is a deletion`() throws {
    try trial.set(.kara, ["name": .text("A")])
    try trial.delete(.kara)
    #expect(try trial.pending(.kara)?.effect == .delete)
  }

  @Test
  func `it names the rows without a key that the values to be sent refer to`() throws {
    let shop = try trial.add("shops", ["name": .text("New")])
    let note = try trial.add(
      "notes",
      ["imei": .text("351"), "shop_id": shop.key.value, "words": .text("w")]
    )
    try trial.set(.unit, ["shop_id": shop.key.value])
    #expect(try trial.pending(note)?.needs == [shop])
    #expect(try trial.pending(.unit)?.needs == [shop])
    #expect(try trial.pending(shop)?.needs == [])
  }

  @Test
  func `rows come in the order in which they were first changed`() throws {
    try trial.set(.sokode, ["city": .text("A")])
    try trial.set(.kara, ["city": .text("A")])
    try trial.set(.sokode, ["city": .text("B")])
    #expect(try trial.replica.read { try $0.pendingRows() }.map(\.row) == [.sokode, .kara])
  }

  @Test
  func `what is in an operation waits no longer, what comes after it does`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    var pending = try #require(try trial.pending(.kara))
    #expect(pending.changes.isEmpty)
    #expect(pending.operation == OpenOperation(number: number, state: .unknown, user: "anna"))
    try trial.set(.kara, ["city": .text("B")])
    pending = try #require(try trial.pending(.kara))
    #expect(pending.changes == [2])
  }

  @Test
  func `the author is whoever made what waits, or what was refused and goes with it`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    try trial.engine { try $0.adoptAccount("ben") }
    try trial.set(.kara, ["city": .text("B")])
    #expect(try trial.pending(.kara)?.users == ["ben"])
    try trial.engine { try $0.refuse(number, status: 400, words: "no") }
    #expect(try trial.pending(.kara)?.users == ["ben"])
  }

  @Test
  func `the last edit of a column is the latest open one that touches it`() throws {
    try trial.set(.kara, ["name": .text("A"), "city": .text("A")])
    let later = Self.later
    let table = try trial.table("shops")
    try trial.replica.write(by: .person(now: later)) {
      _ = try $0.update(.integer(5), set: ["name": .text("B")], in: table)
    }
    let edits = try trial.replica.read { try $0.lastEdits(of: .kara) }
    #expect(edits.mapValues(\.change) == ["name": 2, "city": 1])
    #expect(edits["name"]?.time == later && edits["city"]?.time != later)
    #expect(try trial.replica.read { try $0.lastEdits(of: .sokode) }.isEmpty)
    #expect(try trial.replica.read { try $0.lastChange() } == 2)
  }

  @Test
  func `a hold on one of a row's changes holds the row`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let entry = try #require(try trial.replica.read { try $0.queue() }.first)
    try trial.engine { try $0.setHeld(true, entry: entry) }
    try trial.set(.kara, ["name": .text("B")])
    #expect(try trial.pending(.kara)?.isHeld == true)
    #expect(try trial.replica.read { try $0.queue() }.first?.state == .held)
    try trial.engine { try $0.setHeld(false, entry: entry) }
    #expect(try trial.pending(.kara)?.isHeld == false)
  }

  @Test
  func `the entry of a change is found by any of its numbers while it is open`() throws {
    try trial.set(.kara, ["name": .text("A")])
    try trial.set(.kara, ["name": .text("B")])
    let entry = try trial.replica.read { try $0.queueEntry(ofChange: 2) }
    #expect(entry?.number == 1)
    #expect(entry?.changes == [1, 2])
    try trial.engine { try $0.close([1, 2], outcome: .void) }
    #expect(try trial.replica.read { try $0.queueEntry(ofChange: 2) } == nil)
  }

  private static let later = TrialReplica.now.advanced(bySeconds: 60)
}
