import CatalogModel
import Testing

@testable import ReplicaStore

/// Edits by a person and rows by the engine.
struct RowWritingTests {
  private let trial: TrialReplica
  private let shops: ResourceTable

  init() throws {
    trial = try TrialReplica()
    shops = try trial.table("shops")
  }

  private func edit<T>(_ body: (ReplicaWriter) throws -> T) throws -> T {
    try trial.replica.write(by: .person(now: nil), body)
  }

  @Test func `an added row has its key and its change`() throws {
    let made = try edit { writer in
      [
        try writer.insert(["name": .text("x"), "is_open": .boolean(true)], into: shops),
        try writer.insert([:], into: shops),
      ]
    }
    #expect(made.map(\.key.description) == ["new:1", "new:2"])
    #expect(made.map(\.change) == [1, 2])
    #expect(
      try trial.rows("sync_change_value", "change, \"column\", new", order: "1, 2").count == 4
    )
  }

  @Test func `an update tells its change, or that nothing differed`() throws {
    let changes = try edit { writer in
      [
        try writer.update(.integer(5), set: ["details": .json(#"{"b":2}"#)], in: shops),
        try writer.update(.integer(5), set: ["city": .text("Lome")], in: shops),
        try writer.update(.integer(5), set: [:], in: shops),
      ]
    }
    #expect(changes == [1, nil, nil])
    #expect(
      try edit { try $0.reader.row(.integer(5), in: shops)?["details"] } == .json(#"{"b":2}"#)
    )
  }

  @Test func `a deletion tells its change`() throws {
    #expect(try edit { try $0.delete(.integer(5), from: shops) } == 1)
    #expect(
      try trial.replica.read { try $0.baseRow(.integer(5), in: shops)?["name"] } == .text("Kara")
    )
  }

  @Test func `a row that is not there, a column and a key that cannot be are named`() throws {
    let units = try trial.table("networks")
    let attempts: [((ReplicaWriter) throws -> Void, ReplicaError)] = [
      (
        { [shops] in _ = try $0.update(.integer(99), set: ["city": .null], in: shops) },
        ReplicaError(.noSuchRow, "shops 99")
      ),
      (
        { [shops] in _ = try $0.delete(.integer(99), from: shops) },
        ReplicaError(.noSuchRow, "shops 99")
      ),
      (
        { [shops] in _ = try $0.update(.integer(5), set: ["x\"": .null], in: shops) },
        ReplicaError(.unknownColumn, "shops.x\"")
      ),
      ({ _ = try $0.insert(["name": .text("a")], into: units) }, ReplicaError(.badKey, "networks")),
    ]
    for (attempt, expected) in attempts {
      let failure = #expect(throws: ReplicaError.self) { try edit(attempt) }
      #expect(failure == expected)
    }
    #expect(try trial.changes() == [])
  }

  @Test func `a server row is written only where it differs, unknown scalars beside it`() throws {
    let units = try trial.table("units")
    let row: RowFields = [
      "imei": .text("351"), "label": .text("new"), "colour": .text("red"),
      "relation": .json("[1]"), "device_key": .text("secret"),
    ]
    let changed = try trial.replica.write(by: .engine) { writer in
      [try writer.storeServerRow(row, in: units), try writer.storeServerRow(row, in: units)]
    }
    #expect(changed == [true, false])
    #expect(
      try trial.lines("SELECT imei, label, shop_id, sync_extra FROM units")
        == [#"351 new 5 {"colour":"red"}"#]
    )
  }

  @Test func `a server row without a usable key is refused`() throws {
    for key in [FieldValue.null, .text("5"), .real(5)] {
      let failure = #expect(throws: ReplicaError.self) {
        try trial.replica.write(by: .engine) { try $0.storeServerRow(["shop_id": key], in: shops) }
      }
      #expect(failure?.code == .badKey)
    }
  }

  @Test func `replacing a row clears what is absent, setting columns does not`() throws {
    try trial.replica.write(by: .engine) { writer in
      try writer.replaceRow(["shop_id": .integer(5), "city": .text("a")], in: shops)
      try writer.setColumns(.integer(6), ["city": .text("b")], in: shops)
      try writer.setColumns(.integer(99), ["city": .text("b")], in: shops)
    }
    #expect(try trial.rows("shops", "shop_id, name, city") == ["5  a", "6 Sokode b"])
  }

  @Test func `a base is kept and forgotten`() throws {
    let base = TrialReplica.shop(5, name: "then", city: "there")
    try trial.replica.write(by: .engine) { try $0.setBase(base, in: shops) }
    #expect(
      try trial.replica.read { try $0.baseRow(.integer(5), in: shops)?["name"] } == .text("then")
    )
    try trial.replica.write(by: .engine) { try $0.clearBase(.integer(5), in: shops) }
    #expect(try trial.replica.read { try $0.baseRow(.integer(5), in: shops) } == nil)
  }
}
