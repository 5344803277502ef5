import CPageReader
import CatalogModel
import Foundation

/// The newest time that the server stamped on the rows of a page.
///
/// ISO texts of naive times order as the times do, so most rows cost a comparison of a few bytes.
struct NewestStamp {
  private let columns: [Int]
  private let limit: NaiveTime?
  private var newest: [UInt8] = []
  /// The newest stamp so far.
  private(set) var time: NaiveTime?
  /// The key of the first row with that stamp, if it has one.
  private(set) var key: RowKey?

  /// Looks at the stamps of creation and modification; a stamp after `limit` is a mistake of whoever
  /// wrote it and tells nothing.
  init(in table: ResourceTable, noLaterThan limit: NaiveTime?) {
    columns = table.columns.indices.filter {
      table.columns[$0].role == .stamp(.createdAt) || table.columns[$0].role == .stamp(.modifiedAt)
    }
    self.limit = limit
  }

  /// Looks at one row.
  mutating func take(_ row: borrowing page_row, _ key: RowKey?) {
    for column in columns where row.values[column].kind == page_text {
      let bytes = row.values[column].bytes
      guard isNewer(bytes) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      guard let found = NaiveTime(text), limit.map({ found <= $0 }) ?? true else { continue }
      // A space for the T would order before it.
      if time.map({ found > $0 }) ?? true { (time, self.key) = (found, key) }
      newest = Array(text.utf8)
    }
  }

  private func isNewer(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    newest.withUnsafeBufferPointer { newest in
      guard let left = newest.baseAddress, let right = bytes.baseAddress else {
        return newest.count < bytes.count
      }
      let order = memcmp(left, right, min(newest.count, bytes.count))
      return order == 0 ? newest.count < bytes.count : order < 0
    }
  }
}
