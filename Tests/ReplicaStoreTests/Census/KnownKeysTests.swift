import CatalogModel
import Testing

@testable import ReplicaStore

struct KnownKeysTests {
  private let trial: TrialReplica
  private let table: ResourceTable

  init() throws {
    trial = try TrialReplica()
    table = try trial.table("shops")
    let table = table
    try trial.engine { writer in
      for key in [10, 20, 30, 40] as [Int64] {
        _ = try writer.storeServerRow(TrialReplica.shop(key, name: "s\(key)", city: "c"), in: table)
      }
    }
  }

  @Test
  func `a range leaves out the key it begins after and takes in its last`() throws {
    #expect(try keys(after: nil, through: 40) == [5, 6, 10, 20, 30, 40])
    #expect(try keys(after: 10, through: 30) == [20, 30])
    #expect(try keys(after: 10, through: 19) == [])
    #expect(try range() == KeyRange(after: nil, through: .integer(40)))
  }

  @Test
  func `halves leave no gap and no overlap`() throws {
    let table = table
    let range = KeyRange(after: nil, through: .integer(40))
    let middle = try #require(
      try trial.replica.read { try $0.knownKey(at: 2, in: range, of: table) }
    )
    #expect(middle == .integer(10))
    let (lower, upper) = (try keys(after: nil, through: 10), try keys(after: 10, through: 40))
    #expect(lower + upper == [5, 6, 10, 20, 30, 40])
    #expect(!lower.isEmpty && !upper.isEmpty)
    let empty = KeyRange(after: .integer(40), through: .integer(50))
    #expect(try trial.replica.read { try $0.knownKey(at: 0, in: empty, of: table) } == nil)
  }

  @Test
  func `rows that exist only here are not counted, rows deleted only here are`() throws {
    _ = try trial.add("shops", ["name": .text("New")])
    try trial.delete(RowReference(resource: "shops", key: .integer(40)))
    #expect(try keys(after: nil, through: 1_000) == [5, 6, 10, 20, 30, 40])
    #expect(try range() == KeyRange(after: nil, through: .integer(40)))
    let table = table
    let counted = try trial.replica.read {
      try $0.knownCount(in: KeyRange(after: .integer(6), through: .integer(40)), of: table)
    }
    #expect(counted == 4)
  }

  @Test
  func `text keys are counted like others, and an empty table has no range`() throws {
    let units = try trial.table("units")
    let found = try trial.replica.read { try $0.knownRange(of: units) }
    #expect(found == KeyRange(after: nil, through: .text("351")))
    try trial.engine { try $0.removeRow(.text("351"), in: units) }
    #expect(try trial.replica.read { try $0.knownRange(of: units) } == nil)
  }

  @Test
  func `a suspicion is noted once and taken back`() throws {
    let table = table
    try trial.engine { writer in
      try writer.suspectGhost(.sokode, now: TrialReplica.now)
      try writer.suspectGhost(.kara, now: TrialReplica.now)
      try writer.suspectGhost(.kara, now: TrialReplica.now.advanced(bySeconds: 9))
    }
    let ghosts = try trial.replica.read { try $0.ghosts(of: table) }
    #expect(ghosts.map(\.row) == [.kara, .sokode])
    #expect(ghosts.allSatisfy { $0.seenAt == TrialReplica.now && !$0.isHidden })
    try trial.engine { writer in
      try writer.clearGhost(.kara)
      try writer.hideGhost(
        .sokode,
        in: table,
        now: TrialReplica.now,
        serverNow: TrialReplica.now
      )
    }
    #expect(try trial.replica.read { try $0.ghosts(of: table) }.map(\.isHidden) == [true])
    #expect(try keys(after: nil, through: 9) == [5])
  }

  @Test
  func `rows that could not be read are known too, where their key could`() throws {
    let page =
      #"{"num_results":2,"page":1,"total_pages":1,"objects":["#
      + #"{"shop_id":8,"rating":Infinity},{"shop_id":null,"name":"x"}]}"#
    let table = table
    try trial.engine { _ = try $0.ingest(page: Array(page.utf8), into: table) }
    #expect(try keys(after: nil, through: 40) == [5, 6, 8, 10, 20, 30, 40])
  }

  @Test
  func `texts that are not all digits of one length are ordered by whoever sorts them`() throws {
    let units = try trial.table("units")
    let isAlike = { [trial] in try trial.replica.read { try $0.ordersKeysAlike(units) } }
    #expect(try isAlike())
    try trial.engine { _ = try $0.storeServerRow(["imei": .text("3510")], in: units) }
    #expect(try !isAlike())
    let shops = table
    #expect(try trial.replica.read { try $0.ordersKeysAlike(shops) })
  }

  @Test
  func `another row under the same key is told by the time it was made`() throws {
    let page =
      #"{"num_results":2,"page":1,"total_pages":1,"objects":["#
      + #"{"shop_id":5,"created_at":"2016-01-01 00:00:00.000000"},"#
      + #"{"shop_id":6,"created_at":"2017-01-01T00:00:00"}]}"#
    let table = table
    let result = try trial.engine {
      try $0.ingest(page: Array(page.utf8), into: table, isCompared: true)
    }
    #expect(result.reborn == [.integer(6)])
    #expect(result.keys == [.integer(5), .integer(6)])
  }

  @Test(arguments: [1, 2, 3, 7, 100])
  func `windows show every known key once`(limit: Int) throws {
    let page =
      #"{"num_results":1,"page":1,"total_pages":1,"objects":[{"shop_id":8,"rating":Infinity}]}"#
    let table = table
    try trial.engine { _ = try $0.ingest(page: Array(page.utf8), into: table) }
    _ = try trial.add("shops", ["name": .text("New")])
    try trial.set(.sokode, ["city": .text("mine")])
    try trial.delete(RowReference(resource: "shops", key: .integer(40)))
    var found: [RowKey] = []
    var windows = 0
    var next: RowKey?
    repeat {
      let window = try trial.replica.read { [next] in
        try $0.knownKeys(after: next, limit: limit, of: table)
      }
      #expect(window.keys.count <= limit)
      found += window.keys
      next = window.next
      windows += 1
    } while next != nil && windows < 20
    #expect(found == ([5, 6, 8, 10, 20, 30, 40] as [Int64]).map(RowKey.integer))
    #expect(try trial.replica.read { try $0.knownCount(of: table) } == 7)
  }

  @Test
  func `a row in conflict because it is gone there is in no window, nor ends one`() throws {
    let table = table
    try trial.engine { writer in
      _ = try writer.keepConflict(
        ConflictDraft(row: .sokode, kind: .updateDelete, columns: []),
        now: TrialReplica.now
      )
    }
    let window = try trial.replica.read {
      try $0.knownKeys(after: .integer(5), limit: 1, of: table)
    }
    #expect(window == KeyWindow(keys: [], next: .integer(6)))
    #expect(try trial.replica.read { try $0.knownCount(of: table) } == 5)
  }

  private func range() throws -> KeyRange? {
    let table = table
    return try trial.replica.read { try $0.knownRange(of: table) }
  }

  private func keys(after: Int64?, through: Int64) throws -> [Int64] {
    let table = table
    let range = KeyRange(after: after.map(RowKey.integer), through: .integer(through))
    return try trial.replica.read { try $0.knownKeys(in: range, of: table) }.compactMap { key in
      if case .integer(let number) = key { number } else { nil }
    }
  }
}
