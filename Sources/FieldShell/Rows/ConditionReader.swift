import CatalogModel
import ReplicaStore

/// Reads typed conditions against a table.
struct ConditionReader {
  let table: ResourceTable
  let reader: ReplicaReader

  /// The conditions as the replica takes them.
  ///
  /// - Throws: ``ShellError`` naming the column or value that does not fit.
  func conditions(_ words: [String]) throws -> [RowCondition] {
    try Condition.conditions(words).map(condition)
  }

  private func condition(_ typed: Condition) throws -> RowCondition {
    let column = try RowFinder.column(typed.column, in: table)
    if typed.value == "null" {
      switch typed.comparison {
      case .equal: return RowCondition(column.name, .isNull)
      case .notEqual: return RowCondition(column.name, .isNotNull)
      default: break
      }
    }
    switch typed.comparison {
    case .contains: return RowCondition(column.name, .like, .text("%\(typed.value)%"))
    case .like: return RowCondition(column.name, .like, .text(typed.value))
    case .equal: return RowCondition(column.name, .equal, try value(typed, column))
    case .notEqual: return RowCondition(column.name, .notEqual, try value(typed, column))
    case .less: return RowCondition(column.name, .less, try value(typed, column))
    case .atMost: return RowCondition(column.name, .lessOrEqual, try value(typed, column))
    case .greater: return RowCondition(column.name, .greater, try value(typed, column))
    case .atLeast: return RowCondition(column.name, .greaterOrEqual, try value(typed, column))
    }
  }

  // An unknown option or an overlong text is a fair question, a value of another type is not.
  private func value(_ typed: Condition, _ column: ResourceColumn) throws -> FieldValue {
    if let key = try linkedKey(typed.value, column) { return key.value }
    do throws(ValueFault) {
      return try column.parsed(typed.value)
    } catch {
      switch error {
      case .notAnOption, .tooLong: return .text(typed.value)
      default:
        throw ShellError(
          .badValue,
          .badValue(typed.value, column: column.name, fault: error),
          exit: .usage
        )
      }
    }
  }

  private func linkedKey(_ text: String, _ column: ResourceColumn) throws -> RowKey? {
    guard text.hasPrefix("new:") else { return nil }
    let resource = column.link?.resource ?? (column.role == .key ? table.name : "")
    return try reader.layout.table(resource).flatMap { try reader.locate(text, in: $0) }
  }
}
