import CatalogModel
import ReplicaStore

/// Reads typed conditions against a table.
struct ConditionReader {
  let table: ResourceTable
  let reader: ReplicaReader
  /// The zone in which times are typed.
  let zone: LocalZone

  /// The conditions as the replica takes them.
  ///
  /// - Throws: ``ShellError`` naming the column or value that does not fit.
  func conditions(_ words: [String]) throws -> [RowCondition] {
    try Condition.conditions(words).map(condition)
  }

  private func condition(_ typed: Condition) throws -> RowCondition {
    let column = try RowFinder.column(typed.column, in: table)
    let one = { (comparison: RowCondition.Comparison) throws -> RowCondition in
      RowCondition(column.name, comparison, try value(typed.value, column))
    }
    let isNull = typed.value == "null"
    switch typed.comparison {
    case .equal: return isNull ? RowCondition(column.name, .isNull) : try one(.equal)
    case .notEqual: return isNull ? RowCondition(column.name, .isNotNull) : try one(.notEqual)
    case .less: return try one(.less)
    case .atMost: return try one(.lessOrEqual)
    case .greater: return try one(.greater)
    case .atLeast: return try one(.greaterOrEqual)
    case .contains: return RowCondition(column.name, .like, containing(typed.value))
    case .lacks: return RowCondition(column.name, .notLike, containing(typed.value))
    case .like: return RowCondition(column.name, .like, .text(typed.value))
    case .isIn, .isNotIn:
      let values = try Self.parts(of: typed.value).map {
        try $0 == "null" ? .null : value($0, column)
      }
      return RowCondition(column.name, isAmong: values, negated: typed.comparison == .isNotIn)
    }
  }

  // What is looked for stands for itself, wildcards too.
  private func containing(_ text: String) -> FieldValue {
    let escaped = text.map { "%_\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    return .text("%\(escaped)%")
  }

  private static func parts(of text: String) -> [String] {
    if text.hasPrefix("["), case .array(let items)? = try? JSONNode(parsing: text) {
      return items.map { $0 == .null ? "null" : $0.fieldValue.description }
    }
    return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  // An unknown option or an overlong text is a fair question, a value of another type is not.
  private func value(_ text: String, _ column: ResourceColumn) throws -> FieldValue {
    if let key = try key(text, column) { return key.value }
    if column.type == .datetime, let time = try TypedTime(zone: zone).value(text, for: column) {
      return time
    }
    do throws(ValueFault) {
      return try column.parsed(text)
    } catch {
      switch error {
      case .notAnOption, .tooLong: return .text(text)
      default:
        throw ShellError(
          .badValue,
          .badValue(text, column: column.name, fault: error),
          exit: .usage
        )
      }
    }
  }

  private func key(_ text: String, _ column: ResourceColumn) throws -> RowKey? {
    if let link = column.link {
      return try LinkedName(reader: reader).key(text, of: link, column: column.name)
    }
    guard text.hasPrefix("new:"), column.role == .key else { return nil }
    return try reader.locate(text, in: table)
  }
}
