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
      terms.append("\"\(column.name)\" \(condition.comparison.sql)")
      guard condition.comparison.takesValue else { continue }
      arguments.append(column.stored(condition.value).databaseValue)
    }
    return (terms.isEmpty ? "" : " WHERE " + terms.joined(separator: " AND "), arguments)
  }
}

extension RowCondition.Comparison {
  fileprivate var takesValue: Bool { self != .isNull && self != .isNotNull }

  fileprivate var sql: String {
    switch self {
    case .equal: "IS ?"
    case .notEqual: "IS NOT ?"
    case .isNull: "IS NULL"
    case .isNotNull: "IS NOT NULL"
    case .like: "LIKE ?"
    case .less, .lessOrEqual, .greater, .greaterOrEqual: "\(rawValue) ?"
    }
  }
}

extension ResourceTable {
  /// The columns held, quoted, in the table's order.
  var columnList: String { columns.map { "\"\($0.name)\"" }.joined(separator: ", ") }

  /// A row selected with ``columnList``, typed by column.
  func fields(_ row: Row) -> RowFields {
    var fields = RowFields(minimumCapacity: columns.count)
    for (index, column) in columns.enumerated() {
      fields[column.name] = column.value(stored: FieldValue(row[index]))
    }
    return fields
  }
}
