import CatalogModel
import CustomDump
import DepotCore
import FieldTestSupport
import Foundation
import ReplicaStore
import Testing

@testable import SyncCore

/// A laptop that was set up by an earlier version goes on with this one: nothing is lost, nothing is
/// sent twice.
struct ReleasedReplicaTests {
  private static let queue = [
    "product_notes new:1: refused(status: Optional(400), words: \"IntegrityError\")",
    "product_notes new:2: unknown", "repairs 2: held", "repairs 3: conflict(1)", "shops 1: waiting",
    "repairs new:2: waiting", "repair_symptom_type_linker new:1: waiting",
    "product_notes 4: waiting",
  ]

  @Test(arguments: ReleasedReplica.versions)
  func `an older replica opens with its work, and its work arrives once`(version: String) throws {
    let (world, laptop) = try laptop(of: version, catalog: nil)
    defer { world.cleanUp() }
    expectNoDifference(try laptop.queue().sorted(), Self.queue.sorted())
    #expect(try laptop.conflicts().map(\.row.description) == ["repairs 3"])
    #expect(
      try laptop.replica.read { try $0.sql("SELECT count(*) FROM sync_receipt").rows } == [
        [.integer(2)]
      ]
    )
    let notes = try laptop.serverCount("product_notes")
    let summary = try laptop.sync()
    // The unanswered note, the shop, the repair with its linker, and the note that goes.
    #expect(summary.applied == 5, "\(summary.notes)")
    #expect(
      try laptop.queue().map { String($0.prefix(18)) }.sorted() == [
        "product_notes new:", "repairs 2: held", "repairs 3: conflic",
      ]
    )
    #expect(try laptop.serverCount("product_notes") == notes)
    #expect(
      try laptop.serverCount("product_notes", "note_text", .text("Nobody answered.")) == 1
    )
    #expect(try laptop.serverCount("product_notes", "note_text", .text("Note 4")) == 0)
    #expect(try laptop.serverRow("shops", .integer(1))?["name"] == .text("Nyamata – marché"))
    let linker = try #require(try world.depot.rows(of: "repair_symptom_type_linker").first)
    #expect(linker["repair_id"] == .integer(6))
    try finish(laptop)
  }

  @Test(arguments: ReleasedReplica.versions)
  func `columns and links that a newer catalog brings are added, and edited`(
    version: String
  ) throws {
    let grown = try grownCatalog()
    let (world, laptop) = try laptop(of: version, catalog: grown)
    defer { world.cleanUp() }
    expectNoDifference(try laptop.queue().sorted(), Self.queue.sorted())
    let table = try laptop.table("shops")
    #expect(table.column("phone") != nil && table.column("main_shop_id")?.link != nil)
    try laptop.set("shops", .integer(1), ["phone": .text("90"), "main_shop_id": .integer(1)])
    let entry = try #require(
      try laptop.replica.read { try $0.queue() }.first { $0.row.resource == "shops" }
    )
    #expect(entry.values.map(\.column).sorted() == ["main_shop_id", "name", "phone"])
  }

  // Nothing stamps these rows anew, so no question for news would ever bring them.
  @Test(arguments: ReleasedReplica.versions)
  func `what the server holds in the new columns comes with the next run`(
    version: String
  ) throws {
    let (world, laptop) = try laptop(
      of: version,
      catalog: try grownCatalog(),
      server: """
        UPDATE symptom_types SET tip = 'Try another bulb.', steps = '["open",2]',
          created_at = '2026-01-01T00:00:00';
        UPDATE shops SET phone = '88', main_shop_id = 1;
        """
    )
    defer { world.cleanUp() }
    try laptop.sync()
    for key: Int64 in 1...3 {
      let row = try #require(try laptop.row("symptom_types", .integer(key)))
      #expect(row["tip"] == .text("Try another bulb."))
      #expect(row["steps"] == .text(#"["open",2]"#) || row["steps"] == .json(#"["open",2]"#))
    }
    let shop = try #require(try laptop.row("shops", .integer(1)))
    #expect(shop["phone"] == .text("88") && shop["main_shop_id"] == .integer(1))
    #expect(shop["name"] == .text("Nyamata – marché"))
    try finish(laptop)
  }

  // What a person has to settle is settled, then nothing is left and both sides agree.
  private func finish(_ laptop: Laptop) throws {
    try laptop.resolve(1, .mine)
    let held = try laptop.replica.read { try $0.queue() }
    try laptop.replica.write(by: .engine) { writer in
      for entry in held where entry.state == .held { try writer.setHeld(false, entry: entry) }
      try writer.drop(
        held.filter { $0.row.resource == "product_notes" }.map(\.row),
        now: laptop.clock.now()
      )
    }
    #expect(try laptop.sync().applied == 2)
    #expect(try laptop.serverRow("repairs", .integer(3))?["process"] == .text("Replaced"))
    #expect(try laptop.serverRow("repairs", .integer(2))?["outcome"] == .text("waits for a part"))
    try laptop.expectAgreement()
  }

  private func laptop(
    of version: String,
    catalog: Catalog?,
    server sql: String = ""
  ) throws -> (World, Laptop) {
    let released = ReleasedReplica(version: version)
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-server-\(UUID().uuidString).sqlite")
    defer {
      for end in ["", "-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: file.path + end)
      }
    }
    // Made once without rows, so that the file has today's tables when the rows come.
    _ = try World(seed: 4, catalog: catalog, database: .file(file.path), isFurnished: false)
    try released.fill(server: file, and: sql)
    let world = try World(
      seed: 4,
      catalog: catalog,
      start: "2026-11-28T08:00:00",
      database: .file(file.path),
      isFurnished: false
    )
    let laptop = try Laptop("aline", in: world, isLoaded: false) { location in
      try released.restore(to: location)
      return try Replica.open(at: location, catalog: world.catalog)
    }
    return (world, laptop)
  }

  private func grownCatalog() throws -> Catalog {
    var draft = try CatalogDraft()
    draft.add(["name": .text("phone"), "type": .text("text"), "null": .boolean(true)], to: "shops")
    draft.add(
      [
        "name": .text("main_shop_id"), "type": .text("integer"), "null": .boolean(true),
        "link": .text("shops"),
      ],
      to: "shops"
    )
    draft.add(
      ["name": .text("tip"), "type": .text("text"), "null": .boolean(true)],
      to: "symptom_types"
    )
    draft.add(
      ["name": .text("steps"), "type": .text("json"), "null": .boolean(true)],
      to: "symptom_types"
    )
    return try draft.catalog()
  }
}
