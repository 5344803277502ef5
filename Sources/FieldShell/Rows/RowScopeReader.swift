import CatalogModel
import RemoteAPI
import ReplicaStore
import SyncCore

/// Reads which rows of a resource are to be held, from typed conditions.
struct RowScopeReader {
  let table: ResourceTable
  let conditions: ConditionReader

  /// How long the values may be in the questions for rows, in bytes; the rest of a request line is for
  /// keys and times.
  private static let longest = 2_000

  /// The scope that the words mean.
  ///
  /// - Throws: ``ShellError`` for what the server and the replica cannot be asked alike, or for more
  ///   values than a question has room for.
  func scope(_ words: [String]) throws -> RowScope {
    guard table.resource.lists == .pages else {
      throw ShellError(.notAllowed, .comesWhole(table.name))
    }
    var values: [String: [FieldValue]] = [:]
    for condition in try conditions.conditions(words) {
      let allowed = try self.values(of: condition)
      guard values.updateValue(allowed, forKey: condition.column) == nil else {
        throw ShellError(.badCondition, .columnNamedTwice(condition.column), exit: .usage)
      }
    }
    guard let scope = RowScope(values) else {
      throw ShellError(.missingOperand, .noRowsNamed, exit: .usage)
    }
    guard RowQuery(filters: scope.filters, pageSize: 1).encodedLength <= Self.longest else {
      throw ShellError(.badCondition, .tooManyValues(table.name), exit: .usage)
    }
    return scope
  }

  private func values(of condition: RowCondition) throws -> [FieldValue] {
    let column = try RowFinder.column(condition.column, in: table)
    let values: [FieldValue]
    switch condition.comparison {
    case .isNull: values = [.null]
    case .equal: values = [condition.value]
    case .isIn: values = condition.values
    default: throw ShellError(.badCondition, .onlyByValues(column.name), exit: .usage)
    }
    guard [.integer, .text, .boolean].contains(column.type) else {
      throw ShellError(.badCondition, .onlyByValues(column.name), exit: .usage)
    }
    // What exists only here the server cannot be asked by.
    guard values.allSatisfy({ RowKey($0).map { !$0.isProvisional } ?? true }) else {
      throw ShellError(.badCondition, .notOnServerYet(column.name), exit: .usage)
    }
    return values
  }
}
