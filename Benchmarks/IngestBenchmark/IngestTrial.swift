import CatalogModel
import Foundation
import ProductRows
import ReplicaStore

/// One run of both through all rows, a batch each in turn, so that whatever else the machine does
/// meets both alike.
struct IngestTrial {
  /// What each took.
  struct Seconds {
    var ingest = 0.0
    var raw = 0.0
    /// Making the secondary indexes when all rows are there.
    var lookups = 0.0
  }

  let rows: Int
  let page: Int
  let pagesPerCommit: Int

  func run() throws -> Seconds {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-ingest-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let replica = try Replica.create(
      at: folder.appendingPathComponent("replica.sqlite"),
      catalog: try CatalogLoader.bundled(),
      resources: ["products"],
      server: "",
      includesSensitive: false,
      now: Self.now
    )
    guard let table = replica.layout.table("products"),
      let inserts = raw_inserts_open(folder.appendingPathComponent("raw.sqlite").path)
    else { throw CocoaError(.featureUnsupported) }
    defer { raw_inserts_close(inserts) }
    return try run(replica, table, inserts)
  }

  private static let now = NaiveTime(microseconds: 0)

  private func run(
    _ replica: Replica,
    _ table: ResourceTable,
    _ inserts: OpaquePointer
  ) throws -> Seconds {
    let clock = ContinuousClock()
    var seconds = Seconds()
    for (number, batch) in batches.enumerated() {
      let pages = batch.pages.map(Self.page)
      let values = RawRows(batch.rows)
      let ours = {
        seconds.ingest += try clock.seconds { try Self.ingest(pages, into: table, of: replica) }
      }
      let raw = { seconds.raw += try clock.seconds { try values.insert(inserts) } }
      if number.isMultiple(of: 2) {
        try ours()
        try raw()
      } else {
        try raw()
        try ours()
      }
    }
    try replica.write(by: .engine) {
      try $0.keepCursor(PullCursor(stage: .rest), of: table.name, scope: "account", now: Self.now)
    }
    seconds.lookups = try clock.seconds { try replica.makeLookups(of: [table]) }
    return seconds
  }

  private var batches: [(rows: Range<Int>, pages: [Range<Int>])] {
    let size = page * pagesPerCommit
    return stride(from: 0, to: rows, by: size).map { first in
      let all = first..<min(first + size, rows)
      let pages = stride(from: first, to: all.upperBound, by: page).map {
        $0..<min($0 + page, all.upperBound)
      }
      return (all, pages)
    }
  }

  private static func page(_ rows: Range<Int>) -> [UInt8] {
    let room = rows.count * product_row_bytes + 256
    return [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
      buffer.withMemoryRebound(to: CChar.self) { bytes in
        count = product_page(
          Int64(rows.lowerBound),
          Int64(rows.count),
          Int64(rows.count),
          bytes.baseAddress
        )
      }
    }
  }

  private static func ingest(
    _ pages: [[UInt8]],
    into table: ResourceTable,
    of replica: Replica
  ) throws {
    try replica.write(by: .engine) { writer in
      for page in pages { _ = try writer.ingest(page: page, into: table, now: now) }
    }
  }
}

extension ContinuousClock {
  fileprivate func seconds(_ body: () throws -> Void) rethrows -> Double {
    try measure(body) / .seconds(1)
  }
}
