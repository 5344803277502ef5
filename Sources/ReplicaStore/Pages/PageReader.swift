import CPageReader
import CatalogModel
import Foundation

/// Reads pages of the server row by row, without making Swift values of what it only passes on.
///
/// Unchecked, because the compiler cannot see that `lock` guards every use of `pointer`.
final class PageReader: @unchecked Sendable {
  /// What a row's callback needs, and the error it ends with.
  private struct Visit {
    let body: (borrowing page_row) throws -> Void
    var failure: (any Error)?
  }

  /// What pages of one table after the other are stored with.
  let texts = UpsertTexts()
  private let lock = NSLock()
  /// The reader in C; nothing when there was no memory for it.
  private let pointer: OpaquePointer?
  /// The table whose columns the reader in C knows; guarded by the same lock.
  private var registered: ResourceTable?

  init() { pointer = page_reader_make() }

  deinit { page_reader_free(pointer) }

  /// Lends each row of a page to `body`.
  ///
  /// - Parameters:
  ///   - page: the bytes of the server's answer.
  ///   - table: whose rows they are; values come in the order of its columns.
  ///   - body: sees a row that is valid until it returns, and whose texts are until the reader takes
  ///     another page.
  /// - Returns: the page's own counts.
  /// - Throws: ``ReplicaError`` with `bad-page` when the bytes are not a page, perhaps after some
  ///   rows were lent, and whatever `body` throws.
  func read(
    _ page: [UInt8],
    of table: ResourceTable,
    _ body: (borrowing page_row) throws -> Void
  ) throws -> page_envelope {
    try lock.withLock {
      guard let pointer else {
        throw ReplicaError(.badPage, table.name, cause: "there is no memory to read it")
      }
      if registered != table {
        registered = nil
        try Self.register(table, with: pointer)
        registered = table
      }
      return try withoutActuallyEscaping(body) { body in
        try Self.read(page, of: table, with: pointer, Visit(body: body))
      }
    }
  }

  private static func read(
    _ page: [UInt8],
    of table: ResourceTable,
    with reader: OpaquePointer,
    _ first: Visit
  ) throws -> page_envelope {
    var visit = first
    var envelope = page_envelope()
    let shape = table.resource.lists == .whole ? page_list_shape : page_envelope_shape
    let outcome = withUnsafeMutablePointer(to: &visit) { context in
      page.withUnsafeBufferPointer { bytes in
        page_reader_read(
          reader,
          shape,
          bytes.baseAddress,
          bytes.count,
          take,
          context,
          &envelope
        )
      }
    }
    if let failure = visit.failure { throw failure }
    guard outcome == page_done else {
      throw ReplicaError(
        .badPage,
        table.name,
        cause: String(cString: page_reader_message(reader))
      )
    }
    return envelope
  }

  private static let take: page_row_sink = { context, row in
    guard let row, let context else { return 1 }
    let visit = context.assumingMemoryBound(to: Visit.self)
    do {
      try visit.pointee.body(row.pointee)
      return 0
    } catch {
      visit.pointee.failure = error
      return 1
    }
  }

  private static func register(_ table: ResourceTable, with reader: OpaquePointer) throws {
    let held = Set(table.columns.map(\.name))
    let columns =
      table.columns.map { ($0.name, use(of: $0)) }
      + table.resource.columns.filter { !held.contains($0.name) }
      .map { ($0.name, page_column_unheld) }
    // One block for all names, so that their addresses hold during the call.
    var names: [UInt8] = []
    for (name, _) in columns { names.append(contentsOf: name.utf8) }
    let outcome = names.withUnsafeBytes { block in
      var offset = 0
      let registered = columns.map { name, use in
        let length = name.utf8.count
        defer { offset += length }
        let start = block.baseAddress?.advanced(by: offset).assumingMemoryBound(to: CChar.self)
        return page_column(name: start, length: length, use: use)
      }
      return page_reader_columns(reader, registered, registered.count)
    }
    guard outcome == page_done else {
      throw ReplicaError(.badPage, table.name, cause: "there is no memory to read it")
    }
  }

  private static func use(of column: ResourceColumn) -> page_column_use {
    switch column.type {
    case .real: page_column_real
    case .json, .array: page_column_document
    default: page_column_plain
    }
  }
}
