import CatalogModel
import Foundation

@testable import ReplicaStore

/// A replica in a folder of its own, which goes when the test ends.
final class TrialReplica {
  let folder: URL
  let catalog: Catalog
  let replica: Replica

  /// Makes the replica, with the server's rows of ``seed()`` unless they are not wanted.
  init(includesSensitive: Bool = false, rows: Bool = true) throws {
    folder = Self.newFolder()
    catalog = try TrialCatalog.make()
    replica = try Replica.create(
      at: folder.appendingPathComponent("replica.sqlite"),
      catalog: catalog,
      resources: TrialCatalog.resources,
      server: "https://server.example",
      includesSensitive: includesSensitive,
      now: NaiveTime(microseconds: 0)
    )
    if rows { try seed() }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  var path: String { replica.location.path }

  func table(_ name: String) throws -> ResourceTable { try replica.read { try $0.table(name) } }

  static func newFolder() -> URL {
    FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-tests-\(UUID().uuidString)")
  }

  private func seed() throws {
    let rows: [(String, RowFields)] = [
      ("shops", Self.shop(5, name: "Kara", city: "Lome")),
      ("shops", Self.shop(6, name: "Sokode", city: "Atakpame")),
      ("units", ["imei": .text("351"), "label": .text("old"), "shop_id": .integer(5)]),
      ("notes", ["note_id": .integer(1), "imei": .text("351"), "words": .text("first")]),
      ("readings", ["reading_id": .integer(1), "volts": .real(12.5)]),
      ("networks", ["code": .integer(61_501), "name": .text("Togocel")]),
    ]
    try replica.write(by: .engine) { writer in
      for (name, fields) in rows {
        _ = try writer.storeServerRow(fields, in: try writer.reader.table(name))
      }
    }
  }

  static func shop(_ key: Int64, name: String, city: String) -> RowFields {
    [
      "shop_id": .integer(key), "name": .text(name), "city": .text(city), "rating": .real(4.5),
      "is_open": .boolean(true), "details": .json(#"{"a":1}"#),
      "created_at": .text("2016-01-01T00:00:00"), "created_by": .text("anna"),
    ]
  }
}
