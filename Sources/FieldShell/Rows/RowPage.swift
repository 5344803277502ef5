import CatalogModel
import ReplicaStore

/// One row, with its marks and the names of what it refers to.
struct RowPage {
  let table: ResourceTable
  let key: RowKey
  let fields: RowFields
  private let unsent: Set<String>
  private let mark: RowMark?
  private let conflict: Conflict?
  private let links: [String: (target: RowReference, label: String?)]

  init(_ key: RowKey, _ fields: RowFields, in table: ResourceTable, finder: RowFinder) throws {
    self.table = table
    self.key = key
    self.fields = fields
    let reference = RowReference(resource: table.name, key: key)
    let pending = try finder.reader.pendingRow(reference)
    unsent =
      switch pending?.effect {
      case .update(let columns): columns
      case .create: try finder.reader.openColumns(of: reference)
      case .delete, .nothing, .action, nil: []
      }
    mark = RowMark(pending)
    conflict = try finder.reader.conflict(of: reference)
    links = try table.columns.reduce(into: [:]) { links, column in
      guard let target = finder.target(of: column, in: fields) else { return }
      links[column.name] = (target, try finder.label(of: target.key, in: target.resource))
    }
  }

  /// The row for scripts.
  var members: [String: JSONNode] {
    var members: [String: JSONNode] = [
      "resource": .text(table.name),
      "key": key.json,
      "row": Self.json(fields),
      "unsent": .array(unsent.sorted().map(JSONNode.text)),
      "state": mark.map { .text($0.rawValue) } ?? .null,
      "conflict": conflict.map { .integer($0.number) } ?? .null,
    ]
    members["links"] = .object(
      links.mapValues { link in
        .object([
          "resource": .text(link.target.resource), "key": link.target.key.json,
          "label": link.label.map(JSONNode.text) ?? .null,
        ])
      }
    )
    return members
  }

  /// The row for people.
  func blocks(_ shown: ShownValues) -> [Block] {
    var blocks: [Block] = [.line("\(table.resource.title) \(key)", .strong)]
    if let mark { blocks.append(.sentence(.rowMark(mark), mark.ink)) }
    if let conflict {
      blocks.append(.sentence(.conflictHint(conflict.number), .bad))
    }
    let rows = table.columns.compactMap { line($0, shown) }
    let columns = [
      TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.valueTitle),
    ]
    let showsTimes = table.columns.contains { shown.isTime(fields[$0.name] ?? .null, of: $0) }
    return blocks + [.table(TextTable(columns: columns, rows: rows, hasTitles: false))]
      + shown.zoneNote(showsTimes)
  }

  /// The values of a row by column name.
  static func json(_ fields: RowFields) -> JSONNode { .object(fields.mapValues(JSONNode.init)) }

  private func line(_ column: ResourceColumn, _ shown: ShownValues) -> [TextTable.Cell]? {
    let value = fields[column.name] ?? .null
    let isUnsent = unsent.contains(column.name) && column.role != .key
    let isInConflict = conflict?.columns.contains { $0.column == column.name } ?? false
    guard !value.isNull || isUnsent || isInConflict else { return nil }
    let text = links[column.name]?.target.key.description ?? shown.text(value, of: column)
    var note = Sentence(verbatim: links[column.name]?.label ?? "")
    var ink = Ink.plain
    if isInConflict {
      note = note.joined(.conflictNote)
      ink = .bad
    } else if isUnsent {
      note = note.joined(.unsentNote)
      ink = .warning
    }
    let cell = column.role == .key ? key.description : value.isNull ? "null" : text
    return [
      TextTable.Cell(column.name, .dim),
      TextTable.Cell(Sentence(verbatim: cell).remarked(note), ink),
    ]
  }
}

extension RowKey {
  /// The key for scripts: a server key as it is, a provisional one as `new:7`.
  var json: JSONNode { isProvisional ? .text(description) : JSONNode(value) }
}
