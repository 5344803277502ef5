import CatalogModel
import Testing

@testable import ReplicaStore

struct OutboxLineTests {
  private static let change = OutboxChange(
    number: 7,
    row: RowReference(resource: "shops", key: .integer(RowKey.firstProvisional + 1)),
    kind: .create,
    time: "2026-11-27T12:00:00",
    user: "anna",
    values: [
      RecordedValue(column: "blob", old: .null, new: .blob([0, 255, 10])),
      RecordedValue(column: "city", old: .null, new: .text("Lomé \"x\"\n\u{0}\u{1F50B}")),
      RecordedValue(column: "count", old: .integer(.min), new: .integer(.max)),
      RecordedValue(column: "more", old: .real(-0.0), new: .real(.infinity)),
      RecordedValue(column: "rating", old: .real(1), new: .real(0.1 + 0.2)),
    ],
    baseModifiedAt: NaiveTime("2026-01-01T00:00:00.000001"),
    isHeld: true
  )

  private static var line: [UInt8] {
    Array(OutboxLine.text(of: change.node).utf8.dropLast())
  }

  @Test func `a change comes back exactly, whatever its values are`() throws {
    let record = try #require(OutboxLine.record(in: Self.line))
    #expect(OutboxChange(record) == Self.change)
    #expect(!Self.line.contains(UInt8(ascii: "\n")))
  }

  @Test func `no flipped byte and no cut passes for a line`() {
    let line = Self.line
    for place in line.indices {
      var damaged = line
      damaged[place] ^= 1
      #expect(OutboxLine.record(in: damaged) == nil, "byte \(place)")
      #expect(OutboxLine.record(in: line[..<place]) == nil, "cut at \(place)")
    }
  }
}
