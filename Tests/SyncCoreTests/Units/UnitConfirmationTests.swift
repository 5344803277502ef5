import CatalogModel
import DepotCore
import FieldTestSupport
import ReplicaStore
import Testing

@testable import SyncCore

struct UnitConfirmationTests {
  private let laptop: Laptop
  private let unit = World.imei(1)

  init() throws {
    laptop = try Laptop(holding: Laptop.unitTables + ["connections"], isLoaded: false)
    laptop.furnishForActions()
    laptop.world.depot.setUnitDelay(unit, to: nil)
    try laptop.sync()
  }

  private func request(_ call: QueuedCall) throws -> UnitRequest? {
    try laptop.replica.read { reader in
      try reader.recordedChange(call.change)?.operation
        .flatMap { try reader.receipt(ofOperation: $0)?.request }
    }
  }

  @Test(arguments: ["enable", "sync", "send_wakeup", "force_connection"])
  func `what a unit is to follow is requested until the unit shows that it did`(
    action: String
  ) throws {
    let call = try laptop.ask(action)
    #expect(try request(call) == nil)
    var summary = try laptop.sync()
    #expect(summary.notes.contains(.requested(row: call.row)))
    let asked = try #require(try request(call))
    #expect(asked.confirmedAt == nil)
    #expect(asked.subject == call.subject)
    try laptop.pass(seconds: 60)
    summary = try laptop.sync()
    #expect(try request(call)?.confirmedAt == nil)
    laptop.world.depot.connectUnit(unit)
    try laptop.pass(seconds: 60)
    summary = try laptop.sync()
    let time = try #require(try request(call)?.confirmedAt)
    #expect(time > asked.requestedAt)
    #expect(summary.notes == [.unitConfirmed(row: call.row, at: time)])
    let entry = try #require(try laptop.replica.read { try $0.journal(limit: 1) }.first)
    #expect(entry.event == "unit-confirmed")
    #expect(entry.operation == asked.operation)
    #expect(try laptop.sync().notes == [])
  }

  @Test
  func `a unit that was so before has not confirmed it`() throws {
    laptop.colleague(.update, "products", .text(unit), ["current_enable_flag": .boolean(true)])
    try laptop.pass(seconds: 60)
    try laptop.sync()
    let call = try laptop.ask("enable")
    try laptop.sync()
    try laptop.sync()
    #expect(try request(call)?.confirmedAt == nil)
  }

  @Test
  func `a request that is too old is waited for no longer`() throws {
    let call = try laptop.ask("sync")
    try laptop.sync()
    try laptop.pass(seconds: 86_500)
    laptop.world.depot.connectUnit(unit)
    try laptop.sync()
    #expect(try request(call) != nil)
    #expect(try request(call)?.confirmedAt == nil)
  }

  @Test
  func `the last of each kind is what a unit is shown with`() throws {
    let first = try laptop.ask("sync")
    try laptop.sync()
    let second = try laptop.ask("sync")
    let third = try laptop.ask("enable")
    try laptop.sync()
    let subject = try #require(first.subject)
    let latest = try laptop.replica.read { try $0.latestUnitRequests(about: subject) }
    #expect(latest == [try request(third), try request(second)])
  }
}
