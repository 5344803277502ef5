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
  /// - Throws: ``ShellError`` naming the column or value that does not fit, or the comparison that no row
  ///   can satisfy, so that nothing found always means that there is nothing.
  func conditions(_ words: [String]) throws -> [RowCondition] {
    try Condition.conditions(words).flatMap { typed in
      let column = try RowFinder.column(typed.column, in: table)
      let check = ConditionCheck(typed: typed, column: column)
      try check.perform()
      if let day = try day(typed, column, check) { return day }
      return [try condition(typed)]
    }
  }

  // A day beside a column of times is all of its moments.
  private func day(
    _ typed: Condition,
    _ column: ResourceColumn,
    _ check: ConditionCheck
  ) throws -> [RowCondition]? {
    guard column.type == .datetime else { return nil }
    let words = check.isAmong ? Self.parts(of: typed.value) : [typed.value]
    let days = try words.compactMap { try TypedTime(zone: zone).day($0, for: column) }
    guard let day = days.first else { return nil }
    let (first, end) = (
      FieldValue.text(day.lowerBound.description), FieldValue.text(day.upperBound.description)
    )
    let name = column.name
    switch typed.comparison {
    case .equal:
      return [RowCondition(name, .greaterOrEqual, first), RowCondition(name, .less, end)]
    case .less: return [RowCondition(name, .less, first)]
    case .atMost: return [RowCondition(name, .less, end)]
    case .greater: return [RowCondition(name, .greaterOrEqual, end)]
    case .atLeast: return [RowCondition(name, .greaterOrEqual, first)]
    case .notEqual, .isIn, .isNotIn: throw check.fault(.dayIsManyMoments)
    case .contains, .lacks, .like: return nil
    }
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

  /// The values of a list: separated by commas, or a JSON array.
  static func parts(of text: String) -> [String] {
    if text.hasPrefix("["), case .array(let items)? = try? JSONNode(parsing: text) {
      return items.map { $0 == .null ? "null" : $0.fieldValue.description }
    }
    return text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  // An overlong text is a fair question, and so is an option that the catalog does not know but a row
  // has; a value of another type is not.
  private func value(_ text: String, _ column: ResourceColumn) throws -> FieldValue {
    if let key = try key(text, column) { return key.value }
    if column.type == .datetime, let time = try TypedTime(zone: zone).value(text, for: column) {
      return time
    }
    do throws(ValueFault) {
      return try column.parsed(text)
    } catch {
      if let link = column.link { throw try unknownName(text, column, link) }
      switch error {
      case .notAnOption where try isHeld(text, in: column), .tooLong: return .text(text)
      default:
        throw ShellError(
          .badValue,
          .badValue(text, column: column.name, fault: error),
          exit: .usage
        )
      }
    }
  }

  private func isHeld(_ text: String, in column: ResourceColumn) throws -> Bool {
    let same = RowCondition(column.name, .equal, .text(text))
    return try !reader.rows(in: table, where: [same], limit: 1).isEmpty
  }

  private func unknownName(
    _ text: String,
    _ column: ResourceColumn,
    _ link: ColumnLink
  ) throws -> ShellError {
    let (name, resource) = (column.name, link.resource)
    guard reader.layout.table(resource) != nil else {
      let sentence = Sentence.nameNotHeld(text, column: name, resource: resource)
      return ShellError(.badValue, sentence, exit: .usage)
    }
    let nearest = try LinkedName(reader: reader).nearest(to: text, in: resource)
    return ShellError(
      .badValue,
      .noSuchName(text, column: name, resource: resource, nearest: nearest),
      exit: .usage
    )
  }

  private func key(_ text: String, _ column: ResourceColumn) throws -> RowKey? {
    if let link = column.link {
      return try LinkedName(reader: reader).key(text, of: link, column: column.name)
    }
    guard text.hasPrefix("new:"), column.role == .key else { return nil }
    return try reader.locate(text, in: table)
  }
}
