import CatalogModel
import GRDB

extension FieldValue {
  /// The value that SQLite holds; the column's type is needed to read it as the API speaks of it.
  init(_ stored: DatabaseValue) {
    switch stored.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(Array(data))
    }
  }
}
