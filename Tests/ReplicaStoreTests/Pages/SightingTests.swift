import CatalogModel
import Testing

@testable import ReplicaStore

/// What rows show of the server's columns.
struct SightingTests {
  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  private static let sound = #"""
    {"shop_id": 7, "name": "A", "city": null, "rating": 3, "is_open": true, "details": {}, \#
    "created_at": null, "created_by": null, "modified_at": null, "modified_by": null}
    """#

  private func points(_ rows: String...) throws -> Set<DriftPoint> {
    let page = TrialReplica.page(rows)
    let sightings = try trial.ingest(page, into: "shops").sightings
    return try #require(sightings).points(in: try trial.table("shops"))
  }

  @Test func `rows as the catalog says show nothing`() throws {
    #expect(try points(Self.sound) == [])
  }

  @Test func `a page without a row shows nothing`() throws {
    #expect(try trial.ingest(TrialReplica.page([]), into: "shops").sightings == nil)
  }

  @Test(arguments: [
    (#""city": null, "#, "", DriftPoint.columnGone("city")),
    (#""name": "A""#, #""name": null"#, .nullFound("name")),
    (#""city": null"#, #""city": 5"#, .typeChanged("city", .integer)),
    (#""city": null"#, #""city": [1]"#, .typeChanged("city", .array)),
    (#""rating": 3"#, #""rating": "3""#, .typeChanged("rating", .text)),
    (#""city": null"#, #""city": null, "colour": "red""#, .columnCame("colour")),
  ])
  func `what differs is seen in one row of a page`(
    text: String,
    other: String,
    point: DriftPoint
  ) throws {
    #expect(try points(Self.sound.replacing(text, with: other)) == [point])
  }

  @Test func `a column that some rows have is not gone`() throws {
    let short = Self.sound.replacing(#""city": null, "#, with: "")
      .replacing(#""shop_id": 7"#, with: #""shop_id": 8"#)
    #expect(try points(Self.sound, short) == [])
  }

  @Test func `relations that a server embeds show nothing`() throws {
    #expect(try points(Self.sound.replacing("{}", with: #"{}, "notes": [{"note_id": 1}]"#)) == [])
  }

  @Test func `an odd row here is told from sound ones`() throws {
    _ = try points(Self.sound.replacing(#""name": "A""#, with: #""name": null"#))
    let table = try trial.table("shops")
    let held = try trial.replica.read { reader in
      try [DriftPoint.nullFound("name"), .nullFound("rating"), .typeChanged("rating", .text)]
        .map { try reader.isHeld($0, in: table) }
    }
    #expect(held == [true, false, false])
  }

  @Test func `what is known is kept and forgotten`() throws {
    let table = try trial.table("shops")
    let time = try #require(NaiveTime("2026-01-02T03:04:05"))
    let points: Set<DriftPoint> = [
      .gone, .columnGone("a"), .columnCame("b"), .typeChanged("c", .object), .nullFound("d"),
    ]
    let known = KnownDrift(points: points, deniedAt: time)
    try trial.replica.write(by: .engine) { try $0.keep(known, of: table) }
    #expect(try trial.replica.read { try $0.knownDrift() } == ["shops": known])
    try trial.replica.write(by: .engine) { try $0.keep(KnownDrift(), of: table) }
    #expect(try trial.replica.read { try $0.knownDrift() }.isEmpty)
  }
}
