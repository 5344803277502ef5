import Foundation
import ProductRows

/// Rows as values in memory, for the raw inserts.
final class RawRows {
  private let count: Int
  private let values: UnsafeMutablePointer<product_value>
  private let room: UnsafeMutablePointer<CChar>

  init(_ rows: Range<Int>) {
    let (columns, bytes) = (product_columns, product_row_bytes)
    count = rows.count
    values = .allocate(capacity: count * columns)
    room = .allocate(capacity: count * bytes)
    for (place, row) in rows.enumerated() {
      product_row(Int64(row), values + place * columns, room + place * bytes)
    }
  }

  deinit {
    values.deallocate()
    room.deallocate()
  }

  /// Inserts them in one transaction.
  func insert(_ inserts: OpaquePointer) throws {
    guard raw_inserts_take(inserts, values, Int64(count)) == 0 else {
      throw CocoaError(.fileWriteUnknown)
    }
  }
}
