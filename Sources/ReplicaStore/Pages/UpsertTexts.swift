import CatalogModel
import Synchronization

/// The texts of the statements that store rows, which are long and the same for page after page.
final class UpsertTexts: Sendable {
  private struct Shape: Hashable {
    let table: String
    let present: [Bool]
    let rows: Int
  }

  private let texts = Mutex<[Shape: String]>([:])

  /// Texts kept; rows of ever new shapes must not fill the memory.
  private static let limit = 256

  /// The upsert of so many rows of a table that set certain of its columns.
  func upsert(into table: ResourceTable, setting present: [Bool], rows: Int) -> String {
    texts.withLock { texts in
      let shape = Shape(table: table.name, present: present, rows: rows)
      if let text = texts[shape] { return text }
      let names = zip(table.columns, present).filter { $1 }.map { $0.0.name }
      let text = table.guardedUpsert(of: names + [ResourceTable.extraName], rows: rows)
      if texts.count >= Self.limit { texts.removeAll() }
      texts[shape] = text
      return text
    }
  }
}
