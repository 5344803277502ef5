import CatalogModel
import Foundation
import GRDB

extension FieldValue {
  /// A value exactly as SQLite holds it, before a column's type gives it meaning.
  init(_ stored: DatabaseValue) {
    switch stored.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .double(let number): self = .real(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob([UInt8](data))
    }
  }

  /// The value as a statement takes it.
  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .boolean(let flag): flag.databaseValue
    case .integer(let number): number.databaseValue
    case .real(let number): number.databaseValue
    case .text(let text), .json(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }
}

extension RowKey {
  /// The key as a statement takes it.
  var databaseValue: DatabaseValue { value.databaseValue }
}
