package import CatalogModel
import GRDB

extension ReplicaReader {
  /// The row of that key, typed by column; nothing when there is none.
  ///
  /// What the catalog does not know (`sync_extra`) is not among the fields.
  package func row(_ key: RowKey, in table: ResourceTable) throws -> RowFields? {
    try row(key, of: table, from: table.name)
  }

  /// The last server version of a row with open changes; nothing when none is kept.
  package func baseRow(_ key: RowKey, in table: ResourceTable) throws -> RowFields? {
    try row(key, of: table, from: table.baseName)
  }

  /// Rows that satisfy every condition, typed by column.
  ///
  /// - Parameters:
  ///   - table: where to look.
  ///   - conditions: all must hold.
  ///   - order: first column first; the key decides what remains.
  ///   - limit: how many rows at most.
  /// - Returns: the rows in that order.
  /// - Throws: ``ReplicaError`` with `unknown-column`.
  package func rows(
    in table: ResourceTable,
    where conditions: [RowCondition] = [],
    order: [RowOrder] = [],
    limit: Int? = nil
  ) throws -> [RowFields] {
    let (clause, arguments) = try Self.clause(conditions, in: table)
    let ordering = try order.map { term in
      try "\(Self.column(term.column, of: table))\(term.isDescending ? " DESC" : "")"
    }
    let sql = """
      SELECT \(table.columnList) FROM "\(table.name)"\(clause) \
      ORDER BY \((ordering + ["\"\(table.keyName)\""]).joined(separator: ", ")) LIMIT ?
      """
    let bounded = arguments + [(limit ?? -1).databaseValue]
    return try Row.fetchAll(db, sql: sql, arguments: StatementArguments(bounded))
      .map(table.fields)
  }

  /// How many rows satisfy every condition.
  ///
  /// - Throws: ``ReplicaError`` with `unknown-column`.
  package func count(in table: ResourceTable, where conditions: [RowCondition] = []) throws -> Int {
    let (clause, arguments) = try Self.clause(conditions, in: table)
    return try Int.fetchOne(
      db,
      sql: "SELECT count(*) FROM \"\(table.name)\"\(clause)",
      arguments: StatementArguments(arguments)
    ) ?? 0
  }

  /// The keys of rows that a scanned code names: by their key or by a column that identifies them.
  package func keys(in table: ResourceTable, matching code: String) throws -> [RowKey] {
    let key = table.resource.key(parsing: code)
    var found: Set<RowKey> = []
    for column in table.columns where column.isUnique || column.role == .key {
      let value: FieldValue = column.role == .key ? (key?.value ?? .null) : .text(code)
      guard !value.isNull else { continue }
      let sql = """
        SELECT "\(table.keyName)" FROM "\(table.name)" WHERE "\(column.name)" = ? LIMIT 100
        """
      let values = try DatabaseValue.fetchAll(db, sql: sql, arguments: [value.databaseValue])
      found.formUnion(values.compactMap { RowKey(FieldValue($0)) })
    }
    return found.sorted()
  }

  private func row(_ key: RowKey, of table: ResourceTable, from name: String) throws -> RowFields? {
    let statement = try db.cachedStatement(
      sql: "SELECT \(table.columnList) FROM \"\(name)\" WHERE \"\(table.keyName)\" = ?"
    )
    return try Row.fetchOne(statement, arguments: [key.databaseValue]).map(table.fields)
  }

  private static func column(_ name: String, of table: ResourceTable) throws -> String {
    guard table.column(name) != nil else {
      throw ReplicaError(.unknownColumn, "\(table.name).\(name)")
    }
    return "\"\(name)\""
  }

  private static func clause(
    _ conditions: [RowCondition],
    in table: ResourceTable
  ) throws -> (sql: String, arguments: [DatabaseValue]) {
    var terms: [String] = []
    var arguments: [DatabaseValue] = []
    for condition in conditions {
      guard let column = table.column(condition.column) else {
        throw ReplicaError(.unknownColumn, "\(table.name).\(condition.column)")
      }
      let values = condition.values.filter { condition.comparison.takes($0) }
      terms.append(condition.sql(of: "\"\(column.name)\"", values: values.count))
      // A pattern is text, whatever the column holds.
      let isPattern = [.like, .notLike].contains(condition.comparison)
      arguments += values.map { (isPattern ? $0 : column.stored($0)).databaseValue }
    }
    return (terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND "), arguments)
  }
}

extension RowCondition {
  /// The condition on a quoted column, with so many places for values.
  fileprivate func sql(of name: String, values count: Int) -> String {
    let places = Array(repeating: "?", count: count).joined(separator: ", ")
    let hasNull = values.contains(.null)
    return switch comparison {
    case .equal: "\(name) IS ?"
    case .notEqual: "\(name) IS NOT ?"
    case .isNull: "\(name) IS NULL"
    case .isNotNull: "\(name) IS NOT NULL"
    case .like: "\(name) LIKE ? ESCAPE '\\'"
    case .notLike: "(\(name) IS NULL OR \(name) NOT LIKE ? ESCAPE '\\')"
    case .isIn: "(\(name) IN (\(places))\(hasNull ? " OR \(name) IS NULL" : ""))"
    case .isNotIn:
      hasNull
        ? "(\(name) IS NOT NULL AND \(name) NOT IN (\(places)))"
        : "(\(name) IS NULL OR \(name) NOT IN (\(places)))"
    case .less, .lessOrEqual, .greater, .greaterOrEqual: "\(name) \(comparison.rawValue) ?"
    }
  }
}

extension RowCondition.Comparison {
  fileprivate func takes(_ value: FieldValue) -> Bool {
    switch self {
    case .isNull, .isNotNull: false
    case .isIn, .isNotIn: !value.isNull
    default: true
    }
  }
}

extension ResourceTable {
  /// A row selected with ``columnList``, typed by column.
  func fields(_ row: Row) -> RowFields {
    var fields = RowFields(minimumCapacity: columns.count)
    for (index, column) in columns.enumerated() {
      fields[column.name] = column.value(stored: FieldValue(row[index]))
    }
    return fields
  }
}
