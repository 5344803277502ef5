import CatalogModel
import FieldTestSupport
import Testing

@testable import SyncCore

struct UnitAnswerTests {
  private static let asked = "2026-03-04T08:00:00"

  private let catalog: Catalog

  init() throws { catalog = try CatalogLoader.bundled() }

  private func answer(_ action: String, lag: Double?) throws -> UnitAnswer {
    let confirmation = try #require(catalog.action(named: action)?.confirmation)
    return UnitAnswer(confirmation, clock: ServerClock(stampLag: lag))
  }

  private func time(
    _ action: String,
    _ row: RowFields,
    of resource: String = "products",
    lag: Double? = 0
  ) throws -> String? {
    let time = try answer(action, lag: lag).time(
      after: try #require(NaiveTime(Self.asked)),
      in: row,
      try #require(catalog[resource])
    )
    return time?.description
  }

  @Test(arguments: [
    ("2026-03-04T07:59:59", 0.0, false), ("2026-03-04T08:00:00", 0.0, false),
    // The server took it in this second, nobody knows when in it.
    ("2026-03-04T08:00:00.900000", 0.0, false), ("2026-03-04T08:00:01", 0.0, true),
    ("2026-03-04T08:00:07.500000", 0.0, true),
    // Rows are stamped by a clock that is an hour ahead, or behind.
    ("2026-03-04T08:59:59", -3_600.0, false), ("2026-03-04T09:00:01", -3_600.0, true),
    ("2026-03-04T07:00:00", 3_600.0, false), ("2026-03-04T07:00:01", 3_600.0, true),
  ])
  func `a report confirms what was asked before it, by the server's own clocks`(
    report: String,
    lag: Double,
    isConfirmed: Bool
  ) throws {
    let row: RowFields = ["latest_rtc_mo_status_report_time": .text(report)]
    #expect(try time("sync", row, lag: lag) == (isConfirmed ? report : nil))
  }

  @Test
  func `a unit that never reported confirms nothing`() throws {
    #expect(try time("sync", ["latest_rtc_mo_status_report_time": .null]) == nil)
    #expect(try time("sync", [:]) == nil)
  }

  @Test(arguments: [
    ("enable", true, "2026-03-04T08:00:05", true), ("enable", false, "2026-03-04T08:00:05", false),
    ("disable", false, "2026-03-04T08:00:05", true),
    // It was so before, and nothing was written since.
    ("enable", true, "2026-03-04T08:00:00.400000", false),
    ("enable", true, "2026-03-01T08:00:00", false),
  ])
  func `a value confirms only what was asked before it was written`(
    action: String,
    flag: Bool,
    modified: String,
    isConfirmed: Bool
  ) throws {
    let row: RowFields = ["current_enable_flag": .boolean(flag), "modified_at": .text(modified)]
    #expect(try time(action, row) == (isConfirmed ? modified : nil))
  }

  @Test(arguments: [("2026-03-04T08:02:00", true), ("2026-03-04T07:02:00", false)])
  func `a connection confirms a wakeup that was sent before it`(
    date: String,
    isConfirmed: Bool
  ) throws {
    let found = try time("send_wakeup", ["date": .text(date)], of: "connections")
    #expect(found == (isConfirmed ? date : nil))
  }
}
