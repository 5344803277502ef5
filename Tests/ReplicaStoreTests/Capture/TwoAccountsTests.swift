import CatalogModel
import Testing

@testable import ReplicaStore

struct TwoAccountsTests {
  let trial: TrialReplica
  let shops: ResourceTable

  init() throws {
    trial = try TrialReplica()
    shops = try trial.table("shops")
    try trial.replica.write(by: .engine) { try $0.adoptAccount("aline") }
    let shops = shops
    try trial.replica.write(by: .person(now: nil)) { writer in
      _ = try writer.update(.integer(5), set: ["city": .text("Lome")], in: shops)
      _ = try writer.update(.integer(5), set: ["city": .text("Kpalime")], in: shops)
    }
    try trial.replica.write(by: .engine) { try $0.adoptAccount("kofi") }
  }

  @Test func `nobody changes a row while another account's change of it waits`() throws {
    let error = #expect(throws: ReplicaError.self) {
      try trial.replica.write(by: .person(now: nil)) { writer in
        _ = try writer.update(.integer(5), set: ["name": .text("mine")], in: shops)
      }
    }
    #expect(error?.code == .editNotAllowed)
    #expect(throws: ReplicaError.self) {
      try trial.replica.write(by: .person(now: nil)) {
        _ = try $0.delete(.integer(5), from: shops)
      }
    }
    let users = try trial.replica.read { try $0.pendingRows().map(\.users) }
    #expect(users == [["aline"]])
  }

  @Test func `other rows are free, and so is this one for its author`() throws {
    let shops = shops
    try trial.replica.write(by: .person(now: nil)) { writer in
      _ = try writer.update(.integer(6), set: ["name": .text("mine")], in: shops)
    }
    try trial.replica.write(by: .engine) { try $0.adoptAccount("aline") }
    try trial.replica.write(by: .person(now: nil)) { writer in
      _ = try writer.update(.integer(5), set: ["name": .text("hers")], in: shops)
    }
    let users = try trial.replica.read { try $0.pendingRows().map(\.users) }
    #expect(users == [["aline"], ["kofi"]])
  }

  @Test func `what another account decides about a conflict stays its author's to send`() throws {
    let row = RowReference(resource: "shops", key: .integer(5))
    let now = NaiveTime(microseconds: 0)
    try trial.replica.write(by: .engine) { writer in
      let value = RecordedValue(column: "city", old: .text("a"), new: .text("b"))
      try writer.recordUpdate(of: row, [value], now: now)
    }
    #expect(try trial.replica.read { try $0.pendingRow(row) }?.users == ["aline"])
  }
}
