import CatalogModel
import ReplicaStore

/// Finds the row that a person means by its key or by its name, where a column refers to rows of
/// another resource.
///
/// What can be a key of a row that is held means that row. Anything else is a name: the label, letter
/// for letter, of exactly one row. Nothing is guessed.
struct LinkedName {
  private static let candidatesShown = 5

  let reader: ReplicaReader

  /// The key that a text means for a link; nothing where it is neither a key nor a name.
  ///
  /// - Throws: ``ShellError`` with code `ambiguous-name` where several rows have that name.
  func key(_ text: String, of link: ColumnLink, column: String) throws -> RowKey? {
    guard let table = reader.layout.table(link.resource) else { return nil }
    let key = try reader.locate(text, in: table)
    if let key, try isKey(key, text, in: table) { return key }
    let named = try keys(named: text, in: table)
    guard named.count <= 1 else {
      throw ambiguity(text, column: column, link.resource, named)
    }
    return named.first ?? key
  }

  /// The label nearest to a text that is no name; nothing where none is near.
  func nearest(to text: String, in resource: String) throws -> String? {
    guard let table = reader.layout.table(resource), let label = table.resource.labelColumn,
      table.column(label) != nil
    else { return nil }
    let rows = try reader.rows(in: table, limit: 1_000)
    let labels = rows.compactMap { $0[label].flatMap { $0.isNull ? nil : $0.description } }
    return NearestWord.suggestion(for: text, among: labels)
  }

  // A number is a key whether its row is held or not; a text is one only if such a row is held.
  private func isKey(_ key: RowKey, _ text: String, in table: ResourceTable) throws -> Bool {
    if case .integer = key { return true }
    return try reader.row(key, in: table) != nil
  }

  private func keys(named text: String, in table: ResourceTable) throws -> [RowKey] {
    guard let label = table.resource.labelColumn, let column = table.column(label) else {
      return []
    }
    guard let value = try? column.parsed(text), !value.isNull else { return [] }
    let rows = try reader.rows(
      in: table,
      where: [RowCondition(label, .equal, value)],
      limit: Self.candidatesShown + 1
    )
    return rows.compactMap { $0.key(in: table.resource) }
  }

  private func ambiguity(
    _ text: String,
    column: String,
    _ resource: String,
    _ keys: [RowKey]
  ) -> ShellError {
    var shown = keys.prefix(Self.candidatesShown).map(\.description)
    if keys.count > Self.candidatesShown { shown.append("…") }
    var error = ShellError(
      .ambiguousName,
      .ambiguousName(text, column: column, resource: resource, keys: shown),
      exit: .usage
    )
    error.members = ["candidates": .array(keys.map(\.json))]
    return error
  }
}
