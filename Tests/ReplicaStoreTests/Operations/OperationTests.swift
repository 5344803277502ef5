import CatalogModel
import Testing

@testable import ReplicaStore

struct OperationTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test
  func `an update carries the differing columns and what the server had in them`() throws {
    try trial.set(.kara, ["name": .text("A"), "is_open": .boolean(false)])
    let operation = try #require(try trial.operation(try trial.freeze(.kara)))
    #expect(operation.kind == .update)
    #expect(operation.state == .unknown)
    #expect(operation.values == ["name": .text("A"), "is_open": .boolean(false)])
    #expect(operation.base == ["name": .text("Kara"), "is_open": .boolean(true)])
    #expect(operation.attempts == 1)
    #expect(operation.sentAt == TrialReplica.now)
    #expect(operation.endedAt == nil)
    #expect(operation.baseModifiedAt == nil)
  }

  @Test
  func `a creation carries what was typed, and leaves null to the server`() throws {
    let shop = try trial.add(
      "shops",
      ["name": .text("New"), "city": .null, "details": .json(#"{"a":[1]}"#)]
    )
    let operation = try #require(
      try trial.operation(try trial.freeze(shop, held: [.integer(5), .integer(6)]))
    )
    #expect(operation.kind == .create)
    #expect(operation.values == ["name": .text("New"), "details": .json(#"{"a":[1]}"#)])
    #expect(operation.heldKeys == [.integer(5), .integer(6)])
  }

  @Test
  func `creations of one run share the keys that they cannot be`() throws {
    let shops = try ["One", "Two"].map { try trial.add("shops", ["name": .text($0)]) }
    let numbers = try trial.engine { writer in
      let shared = try writer.keepHeld([.integer(5), .integer(6)], of: "shops")
      return try shops.map { shop in
        let pending = try #require(try writer.reader.pendingRow(shop))
        return try writer.freeze(
          try #require(try writer.reader.draft(of: pending)),
          id: "id of \(shop)",
          user: "anna",
          serverNow: TrialReplica.now,
          localNow: TrialReplica.now,
          heldKeys: [.integer(9)],
          sharing: shared
        ).number
      }
    }
    let operation = try #require(try trial.operation(numbers[0]))
    #expect(operation.heldKeys == [.integer(5), .integer(6), .integer(9)])
    try trial.engine { try $0.excludeCandidates([.integer(8)], from: operation) }
    #expect(
      try trial.operation(numbers[0])?.heldKeys
        == [.integer(5), .integer(6), .integer(8), .integer(9)]
    )
    #expect(
      try trial.operation(numbers[1])?.heldKeys == [.integer(5), .integer(6), .integer(9)]
    )
  }

  @Test
  func `a creation whose key the client gives carries it`() throws {
    let network = try trial.add("networks", ["code": .integer(61_503), "name": .text("Moov")])
    let operation = try trial.operation(try trial.freeze(network))
    #expect(operation?.values == ["code": .integer(61_503), "name": .text("Moov")])
  }

  @Test
  func `a deletion carries nothing, and a row without a difference is no operation`() throws {
    try trial.delete(.unit)
    #expect(try trial.operation(try trial.freeze(.unit))?.values == [:])
    try trial.set(.kara, ["name": .text("A")])
    try trial.set(.kara, ["name": .text("Kara")])
    let pending = try #require(try trial.pending(.kara))
    #expect(try trial.replica.read { try $0.draft(of: pending) } == nil)
  }

  @Test
  func `later edits do not reach into an operation`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    try trial.set(.kara, ["name": .text("B")])
    #expect(try trial.operation(number)?.values == ["name": .text("A")])
    #expect(try trial.pending(.kara)?.changes == [2])
  }

  @Test
  func `an end without an answer keeps when, why and until when to wait`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    let (ended, wait) = (
      TrialReplica.now.advanced(bySeconds: 9), TrialReplica.now.advanced(bySeconds: 19)
    )
    try trial.engine {
      try $0.noteUnanswered(number, endedAt: ended, status: 503, words: "busy", notBefore: wait)
    }
    let operation = try #require(try trial.operation(number))
    #expect(operation.endedAt == ended)
    #expect(operation.notBefore == wait)
    #expect(operation.status == 503)
    #expect(operation.words == "busy")
    #expect(operation.sentAt == TrialReplica.now)
  }

  @Test
  func `another attempt counts, and nothing is known of its end`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    let again = TrialReplica.now.advanced(bySeconds: 50)
    try trial.engine { writer in
      try writer.noteUnanswered(number, endedAt: TrialReplica.now, status: nil, notBefore: again)
      try writer.noteAnotherAttempt(number)
    }
    let operation = try #require(try trial.operation(number))
    #expect(operation.attempts == 2)
    #expect(operation.endedAt == nil)
    #expect(operation.notBefore == nil)
    #expect(operation.sentAt == TrialReplica.now)
  }

  static let ends: [(kept: Double?, latest: Double, now: Double)] = [
    (nil, 40, 40), (9, 40, 9), (90, 40, 40),
  ]

  @Test(arguments: ends)
  func `an attempt without an end has ended by now, and none ends later`(
    _ example: (kept: Double?, latest: Double, now: Double)
  ) throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    let start = TrialReplica.now
    try trial.engine { writer in
      if let kept = example.kept {
        let ended = start.advanced(bySeconds: kept)
        try writer.noteUnanswered(number, endedAt: ended, status: nil, notBefore: nil)
      }
      let user = try #require(try writer.reader.operation(number)?.user)
      let latest = start.advanced(bySeconds: example.latest)
      try writer.noteAttemptsEnded(by: latest, user: "another")
      #expect(try writer.reader.operation(number)?.endedAt == example.kept.map(start.advanced))
      try writer.noteAttemptsEnded(by: latest, user: user)
    }
    #expect(try trial.operation(number)?.endedAt == start.advanced(bySeconds: example.now))
  }

  @Test
  func `an operation that is taken back lets its changes wait again`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    try trial.engine { try $0.abandon(number) }
    let pending = try #require(try trial.pending(.kara))
    #expect(pending.changes == [1])
    #expect(pending.operation == nil)
    #expect(try trial.operation(number)?.state == .abandoned)
  }

  @Test
  func `a receipt closes exactly the changes of its operation`() throws {
    let shop = try trial.add("shops", ["name": .text("New")])
    let number = try trial.freeze(shop)
    try trial.set(shop, ["city": .text("Later")])
    try trial.complete(number, key: .integer(9))
    #expect(
      try trial.rows("sync_changelog", "change, open, outcome") == ["1 0 delivered", "2 1 "]
    )
    #expect(
      try trial.rows("sync_receipt", "operation, resource, key, provisional, outcome")
        == ["\(number) shops 9 \(RowKey.firstProvisional + 1) confirmed"]
    )
    #expect(try trial.replica.read { try $0.operations(in: .unknown) }.isEmpty)
    #expect(try trial.replica.read { try $0.operations(in: .done) }.map(\.number) == [number])
    let row = { (key: Int64) in RowReference(resource: "shops", key: .integer(key)) }
    #expect(try trial.replica.read { try $0.isClaimed(row(9)) })
    #expect(try !trial.replica.read { try $0.isClaimed(row(5)) })
  }

  @Test
  func `keys that receipts claimed are told from others`() throws {
    let shop = try trial.add("shops", ["name": .text("New")])
    try trial.complete(try trial.freeze(shop), key: .integer(9))
    let keys: [RowKey] = [.integer(5), .integer(9)]
    #expect(try trial.replica.read { try $0.claimed(keys, of: "shops") } == [.integer(9)])
    #expect(try trial.replica.read { try $0.claimed(keys, of: "notes") } == [])
  }

  @Test
  func `a row that was only changed is not claimed`() throws {
    try trial.set(.kara, ["name": .text("A")])
    try trial.complete(try trial.freeze(.kara), key: .integer(5))
    #expect(try !trial.replica.read { try $0.isClaimed(.kara) })
    let claimed = try trial.replica.read {
      try $0.claimed([.integer(5)], of: "shops")
    }
    #expect(claimed.isEmpty)
  }

  @Test
  func `keys of young rows are those stamped since a time`() throws {
    let table = try trial.table("shops")
    let keys = { (time: String) in
      try trial.replica.read { reader in
        try reader.keys(in: table, createdSince: try #require(NaiveTime(time)))
      }
    }
    #expect(try keys("2016-01-01T00:00:00") == [.integer(5), .integer(6)])
    #expect(try keys("2016-01-01T00:00:01") == [])
  }

  @Test
  func `the unanswered operation of a row is not its refused one`() throws {
    try trial.set(.kara, ["name": .text("A")])
    let number = try trial.freeze(.kara)
    #expect(try trial.replica.read { try $0.unknownOperation(of: .kara) }?.number == number)
    try trial.engine { try $0.refuse(number, status: 400, words: "no") }
    #expect(try trial.replica.read { try $0.unknownOperation(of: .kara) } == nil)
    let entry = try #require(try trial.replica.read { try $0.queue() }.first)
    #expect(entry.state == .refused(status: 400, words: "no"))
    #expect(entry.values.map(\.new) == [.text("A")])
  }
}
