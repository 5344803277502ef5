import CatalogModel
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct CarriedChangeTests {
  private let laptop: Laptop

  init() throws {
    laptop = try Laptop(holding: Laptop.unitTables, isLoaded: false)
    laptop.furnishForActions()
    for unit in [1, 1, 2] {
      laptop.colleague(
        .create,
        "product_parameters",
        nil,
        [
          "product_imei": .text(World.imei(unit)), "parameter_type_id": .integer(1),
          "value": .text("1"), "status": .text("active"),
        ]
      )
    }
    try laptop.sync()
  }

  @Test
  func `a unit is told once of all its changes, after the last of them`() throws {
    let mark = laptop.mark
    for key in 1...3 {
      try laptop.set("product_parameters", .integer(Int64(key)), ["value": .text("2")])
    }
    try laptop.sync()
    #expect(
      laptop.deeds(since: mark) == [
        "PUT 1", "PUT 2", "PUT 3", "POST status_update",
      ]
    )
    // The other unit keeps no connection open.
    #expect(
      try laptop.serverRow("products", .text(World.imei(1)))?["latest_rtc_mt_status_update_time"]
        != .null
    )
    try laptop.expectAgreement()
  }

  @Test(arguments: [false, true])
  func `a unit is told of a change that came back from an outbox before the unit did`(
    _ isLostAgain: Bool
  ) throws {
    try laptop.set("product_parameters", .integer(1), ["value": .text("2")])
    try laptop.set("product_parameters", .integer(3), ["value": .text("2")])
    // Both arrived, and are recognised before the first table is read.
    laptop.transport.order("PUT", "product_parameters", .answerLost, times: 2)
    try laptop.sync(SyncRequest(pulls: false, maximumSeconds: 5))
    try laptop.destroy()
    let mark = laptop.mark
    if isLostAgain {
      try laptop.sync(SyncRequest(pulls: false))
      try #require(laptop.replica.read { try $0.untold() } != nil)
      try laptop.destroy()
    }
    try laptop.sync()
    try laptop.sync()
    try laptop.pass(seconds: 60)
    try laptop.sync()
    #expect(laptop.deeds(since: mark).filter { $0 == "POST status_update" }.count == 1)
    #expect(
      try laptop.serverRow("products", .text(World.imei(1)))?["latest_rtc_mt_status_update_time"]
        != .null
    )
    try laptop.expectAgreement()
  }

  @Test
  func `a unit is not told while one of its changes is refused`() throws {
    let mark = laptop.mark
    try laptop.set("product_parameters", .integer(1), ["value": .text("2")])
    try laptop.set("product_parameters", .integer(2), ["value": .text("2")])
    laptop.transport.order(
      "PUT",
      "product_parameters",
      .answered(status: 400, body: #"{"message":"DataError"}"#),
      part: "/2"
    )
    let summary = try laptop.sync()
    #expect(laptop.deeds(since: mark).contains("POST status_update") == false)
    let held = summary.notes.compactMap { note -> RowReference? in
      guard case .blocked(let row, .dependsOn(let need)) = note,
        need == RowReference(resource: "product_parameters", key: .integer(2))
      else { return nil }
      return row
    }
    #expect(held.map(\.resource) == ["status_update"])
    try laptop.replica.write(by: .engine) {
      try $0.drop(
        [RowReference(resource: "product_parameters", key: .integer(2))],
        now: laptop.clock.now()
      )
    }
    try laptop.sync()
    #expect(laptop.deeds(since: mark).last == "POST status_update")
    #expect(try laptop.queue() == [])
  }

  @Test
  func `a unit is not told while one of its changes is in conflict`() throws {
    let mark = laptop.mark
    try laptop.set("product_parameters", .integer(1), ["value": .text("2")])
    try laptop.set("product_parameters", .integer(2), ["value": .text("2")])
    laptop.colleague(.update, "product_parameters", .integer(2), ["value": .text("3")])
    try laptop.sync()
    #expect(!laptop.deeds(since: mark).contains("POST status_update"))
    let conflict = try #require(try laptop.conflicts().first)
    try laptop.resolve(conflict.number, .theirs)
    try laptop.sync()
    #expect(laptop.deeds(since: mark).last == "POST status_update")
    #expect(try laptop.queue() == [])
  }

  @Test
  func `what carries changes goes behind those that were typed after it was asked for`() throws {
    let mark = laptop.mark
    try laptop.ask("status_update")
    try laptop.ask("enable")
    try laptop.set("product_parameters", .integer(1), ["value": .text("2")])
    try laptop.addNote("after")
    try laptop.sync()
    let deeds = laptop.deeds(since: mark)
    #expect(deeds.first == "PUT enable")
    #expect(Set(deeds.dropFirst().dropLast()) == ["PUT 1", "POST product_notes"])
    #expect(deeds.last == "POST status_update")
    #expect(deeds.count == 4)
    #expect(try laptop.queue() == [])
  }
}
