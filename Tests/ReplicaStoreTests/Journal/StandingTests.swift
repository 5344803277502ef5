import CatalogModel
import Testing

@testable import ReplicaStore

struct StandingTests {
  private let trial: TrialReplica

  init() throws {
    trial = try TrialReplica()
    try trial.engine { try $0.adoptAccount("anna") }
  }

  @Test
  func `every row counts once, under what most needs attention, among many that only wait`() throws
  {
    for number in 1...40 { _ = try note("waits \(number)") }
    for number in 1...2 { try trial.freeze(try note("unknown \(number)")) }
    for number in 1...3 { try refuse(try note("refused \(number)")) }
    for number in 1...4 { try hold(try note("held \(number)")) }
    let mended = try trial.add("shops", ["name": .text("refused, then mended")])
    try refuse(mended)
    try trial.set(mended, ["city": .text("Kara")])
    let edited = try trial.add("shops", ["name": .text("unknown, then edited")])
    try trial.freeze(edited)
    try trial.set(edited, ["city": .text("Kara")])
    try disagree(.kara)
    try disagree(.sokode)
    try trial.engine { try $0.adoptAccount("kofi") }
    for number in 1...5 { _ = try note("another's \(number)") }
    try refuse(try note("another's, and refused"))
    try trial.engine { try $0.adoptAccount("anna") }

    let standing = try trial.replica.read { try $0.standing() }
    #expect(standing.waiting == 40 + 1 + 6)
    #expect(standing.unknown == 2 + 1)
    #expect(standing.refused == 3)
    #expect(standing.held == 4)
    #expect(standing.conflicts == 2)
    #expect(standing.travelling == 0)
    #expect(standing.ofOthers == ["kofi": 6])
  }

  @Test
  func `what travels counts apart from what is unanswered`() throws {
    for number in 1...3 { _ = try note("travels \(number)") }
    try trial.engine { writer in
      var made = 0
      _ = try writer.sendTravelling(user: "anna", now: TrialReplica.now) {
        made += 1
        return "travels \(made)"
      }
    }
    _ = try note("waits")
    let standing = try trial.replica.read { try $0.standing() }
    #expect(standing.travelling == 3)
    #expect(standing.waiting == 1)
    #expect(standing.unknown == 0)
  }

  private func note(_ words: String) throws -> RowReference {
    try trial.add("notes", ["imei": .text("351"), "words": .text(words)])
  }

  private func refuse(_ row: RowReference) throws {
    let number = try trial.freeze(row)
    try trial.engine { try $0.refuse(number, status: 400, words: "no") }
  }

  private func hold(_ row: RowReference) throws {
    let queue = try trial.replica.read { try $0.queue() }
    let entry = try #require(queue.first { $0.row == row })
    try trial.engine { try $0.setHeld(true, entry: entry) }
  }

  private func disagree(_ row: RowReference) throws {
    try trial.set(row, ["name": .text("Mine")])
    let column = ConflictColumn(
      column: "name",
      base: .text("Kara"),
      mine: .text("Mine"),
      theirs: .text("Theirs")
    )
    let draft = ConflictDraft(row: row, kind: .updateUpdate, columns: [column])
    try trial.engine { _ = try $0.keepConflict(draft, now: TrialReplica.now) }
  }
}
