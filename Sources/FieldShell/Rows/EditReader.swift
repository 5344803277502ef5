import CatalogModel
import ReplicaStore

/// Reads `COLUMN=VALUE` words as the values of a row, by every rule that can be checked offline.
struct EditReader {
  let table: ResourceTable
  let reader: ReplicaReader
  /// The zone in which times are typed.
  let zone: LocalZone
  /// What a person should know although the edit is accepted.
  private(set) var warnings: [Sentence] = []

  init(table: ResourceTable, reader: ReplicaReader, zone: LocalZone) {
    self.table = table
    self.reader = reader
    self.zone = zone
  }

  /// Warns where the server denied the method since the last log-in, stops where its documents do
  /// not offer it at all.
  ///
  /// - Throws: ``ShellError`` with code `not-allowed`.
  mutating func check(_ method: ResourceMethod) throws {
    guard table.resource.allows(method) else {
      throw ShellError(.notAllowed, .notAllowed(method, table.name))
    }
    if try reader.deniedRights().contains(DeniedRight(resource: table.name, method: method)) {
      warnings.append(.learnedRefusal(method, table.name))
    }
  }

  /// The values of a new row.
  ///
  /// - Throws: ``ShellError`` naming the first word that does not fit, or the columns still missing.
  mutating func newRow(_ words: [String]) throws -> RowFields {
    let fields = try read(words) { column, table throws(ShellError) in
      guard column.role != .key || table.resource.keyAssignment == .client else {
        throw ShellError(.notWritable, .keyIsGiven(column.name), exit: .usage)
      }
    }
    let missing = table.columns.filter { column in
      let isNeeded =
        column.role == .data && !column.isNullable
        || column.role == .key && table.resource.keyAssignment == .client
      return isNeeded && fields[column.name] == nil
    }
    guard missing.isEmpty else {
      throw ShellError(
        .missingColumn,
        .missingColumns(missing.map(\.name), of: table.name),
        exit: .usage
      )
    }
    if let key = fields.key(in: table.resource), try reader.row(key, in: table) != nil {
      throw ShellError(.badValue, .keyTaken(key.description, in: table.name))
    }
    try checkUnique(fields, except: nil)
    return fields
  }

  /// New values of an existing row.
  ///
  /// - Throws: ``ShellError`` naming the first word that does not fit.
  mutating func changes(_ words: [String], of key: RowKey) throws -> RowFields {
    let fields = try read(words) { column, _ throws(ShellError) in
      guard column.role != .key else {
        throw ShellError(.notWritable, .keyCannotChange(column.name), exit: .usage)
      }
    }
    try checkUnique(fields, except: key)
    return fields
  }

  /// One value as a person typed it.
  ///
  /// - Throws: ``ShellError`` with code `bad-value` naming the column.
  mutating func value(_ text: String, for column: ResourceColumn) throws -> FieldValue {
    if let link = column.link, text != "null" {
      return try linkedValue(text, column, link)
    }
    if column.type == .datetime, let time = try TypedTime(zone: zone).value(text, for: column) {
      return try Self.checked(time, text, column)
    }
    return try Self.parsed(text, column)
  }

  private mutating func read(
    _ words: [String],
    _ checkKey: (ResourceColumn, ResourceTable) throws(ShellError) -> Void
  ) throws -> RowFields {
    var fields: RowFields = [:]
    for word in words {
      guard let assignment = Assignment(word) else {
        throw ShellError(.badValue, .notAnAssignment(word), exit: .usage)
      }
      let column = try RowFinder.column(assignment.column, in: table)
      if case .stamp = column.role {
        throw ShellError(.notWritable, .columnIsStamp(column.name), exit: .usage)
      }
      try checkKey(column, table)
      guard fields[column.name] == nil else {
        throw ShellError(.badValue, .columnTwice(column.name), exit: .usage)
      }
      fields[column.name] = try value(assignment.value, for: column)
    }
    return fields
  }

  private mutating func linkedValue(
    _ text: String,
    _ column: ResourceColumn,
    _ link: ColumnLink
  ) throws -> FieldValue {
    guard let linked = reader.layout.table(link.resource) else {
      if text.hasPrefix("new:") { throw unknownTarget(text, column, link) }
      if let value = try? column.parsed(text) { return value }
      throw ShellError(
        .badValue,
        .nameNotHeld(text, column: column.name, resource: link.resource),
        exit: .usage
      )
    }
    let names = LinkedName(reader: reader)
    guard let key = try names.key(text, of: link, column: column.name) else {
      if text.hasPrefix("new:") { throw unknownTarget(text, column, link) }
      let nearest = try names.nearest(to: text, in: link.resource)
      throw ShellError(
        .badValue,
        .noSuchName(text, column: column.name, resource: link.resource, nearest: nearest),
        exit: .usage
      )
    }
    let isHeld = try reader.row(key, in: linked) != nil
    if key.isProvisional {
      guard isHeld else { throw unknownTarget(text, column, link) }
      return key.value
    }
    let value = try Self.checked(key.value, text, column)
    if !isHeld { warnings.append(.linkNotHeld(column.name, text, resource: link.resource)) }
    return value
  }

  // Only what the replica holds can be compared; the server has the last word.
  private func checkUnique(_ fields: RowFields, except key: RowKey?) throws {
    for column in table.columns where column.isUnique && column.role == .data {
      guard let value = fields[column.name], !value.isNull else { continue }
      let same = RowCondition(column.name, .equal, value)
      let holders = try reader.rows(in: table, where: [same], limit: 2)
      let other = holders.compactMap { $0.key(in: table.resource) }.first { $0 != key }
      guard let other else { continue }
      throw ShellError(
        .badValue,
        .valueTaken(column.name, value.description, by: "\(table.name) \(other)")
      )
    }
  }

  private func unknownTarget(
    _ text: String,
    _ column: ResourceColumn,
    _ link: ColumnLink
  ) -> ShellError {
    ShellError(
      .unknownKey,
      .unknownProvisional(text, column: column.name, resource: link.resource)
    )
  }

  /// A value as the rules of its column read it.
  ///
  /// - Throws: ``ShellError`` with code `bad-value`.
  static func parsed(_ text: String, _ column: ResourceColumn) throws -> FieldValue {
    do throws(ValueFault) {
      return try column.parsed(text)
    } catch {
      throw fault(error, text, column)
    }
  }

  private static func checked(
    _ value: FieldValue,
    _ text: String,
    _ column: ResourceColumn
  ) throws -> FieldValue {
    do throws(ValueFault) {
      return try column.checked(value)
    } catch {
      throw fault(error, text, column)
    }
  }

  private static func fault(
    _ fault: ValueFault,
    _ text: String,
    _ column: ResourceColumn
  ) -> ShellError {
    ShellError(.badValue, .badValue(text, column: column.name, fault: fault), exit: .usage)
  }
}
