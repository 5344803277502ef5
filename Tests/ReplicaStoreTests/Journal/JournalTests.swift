import CatalogModel
import Testing

@testable import ReplicaStore

struct JournalTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  static let cursors: [PullCursor] = [
    PullCursor(),
    PullCursor(
      stage: .load,
      nextWatermark: NaiveTime(microseconds: 1_500_000),
      lastKey: .text("351")
    ),
    PullCursor(
      stage: .updates,
      watermark: NaiveTime(secondsSince1970: 5),
      nextWatermark: NaiveTime(secondsSince1970: 9),
      lastKey: .integer(7)
    ),
    PullCursor(stage: .rest, watermark: NaiveTime(secondsSince1970: 5)),
  ]

  @Test(arguments: cursors)
  func `a cursor comes back as it was kept`(_ cursor: PullCursor) throws {
    try trial.engine {
      try $0.keepCursor(PullCursor(stage: .rest), of: "shops", scope: "a", now: TrialReplica.now)
      try $0.keepCursor(cursor, of: "shops", scope: "a", now: TrialReplica.now)
    }
    #expect(try trial.replica.read { try $0.cursor(of: "shops", scope: "a") } == cursor)
    #expect(try trial.replica.read { try $0.cursor(of: "shops", scope: "b") } == PullCursor())
    #expect(try trial.replica.read { try $0.cursor(of: "notes", scope: "a") } == PullCursor())
  }

  @Test
  func `entries come newest first, of one row where one is named`() throws {
    try trial.engine { writer in
      try writer.adoptAccount("anna")
      try writer.note(
        .conflict,
        row: .kara,
        detail: ["conflict": .integer(1)],
        now: TrialReplica.now
      )
      try writer.note(.delivered, row: .sokode, user: "ben", operation: 3, now: TrialReplica.now)
      try writer.note(.dropped, row: .kara, change: 8, now: TrialReplica.now)
      try writer.note(.setAside, row: nil, now: TrialReplica.now)
    }
    let all = try trial.replica.read { try $0.journal(limit: 9) }
    #expect(all.map(\.event) == ["set-aside", "dropped", "delivered", "conflict"])
    #expect(all.map(\.user) == ["anna", "anna", "ben", "anna"])
    #expect(all.map(\.row) == [nil, .kara, .sokode, .kara])
    #expect(all[3].detail?["conflict"] == .integer(1))
    #expect(all[2].operation == 3)
    #expect(all[1].change == 8)
    #expect(try trial.replica.read { try $0.journal(limit: 2) }.count == 2)
    let ofOne = try trial.replica.read { try $0.journal(limit: 9, of: .kara) }
    #expect(ofOne.map(\.event) == ["dropped", "conflict"])
  }

  @Test
  func `what is remembered under a name is the last`() throws {
    #expect(try trial.replica.read { try $0.remembered("x") } == nil)
    try trial.engine { try $0.remember("x", "1") }
    try trial.engine { try $0.remember("x", "2") }
    #expect(try trial.replica.read { try $0.remembered("x") } == "2")
  }

  @Test
  func `denied rights last until the next log-in`() throws {
    let right = DeniedRight(resource: "shops", method: .delete)
    try trial.engine { writer in
      try writer.learnDenied(right, now: TrialReplica.now)
      try writer.learnDenied(right, now: TrialReplica.now)
    }
    #expect(try trial.replica.read { try $0.deniedRights() } == [right])
    try trial.engine { try $0.adoptAccount("anna") }
    #expect(try trial.replica.read { try $0.deniedRights() } == [])
  }

  @Test
  func `the last sync is the last run that reached the server`() throws {
    let ends = [("complete", 10.0), ("offline", 20), ("busy", 30), ("login", 40)]
    try trial.engine { writer in
      for (outcome, seconds) in ends {
        try writer.keepRun(
          startedAt: TrialReplica.now,
          endedAt: TrialReplica.now.advanced(bySeconds: seconds),
          outcome: outcome,
          summary: .object([:])
        )
      }
    }
    let standing = try trial.replica.read { try $0.standing() }
    #expect(standing.lastSync == TrialReplica.now.advanced(bySeconds: 10))
  }

  @Test
  func `a replica at rest stands at nothing`() throws {
    let standing = try trial.replica.read { try $0.standing() }
    #expect(standing.waiting + standing.unknown + standing.refused + standing.held == 0)
    #expect(standing.oldestUnsent == nil)
    #expect(
      standing.rows.map { "\($0.resource) \($0.rows)" }
        == ["networks 1", "notes 1", "readings 1", "shops 2", "units 1"]
    )
  }

  @Test
  func `a row that was refused and edited since waits again`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    #expect(try trial.replica.read { try $0.standing() }.unknown == 1)
    try trial.engine { try $0.refuse(number, status: 400, words: "no") }
    #expect(try trial.replica.read { try $0.standing() }.refused == 1)
    try trial.set(.kara, ["name": .text("B")])
    let standing = try trial.replica.read { try $0.standing() }
    #expect(standing.refused == 0)
    #expect(standing.waiting == 1)
    #expect(standing.oldestUnsent == TrialReplica.now)
  }
}
