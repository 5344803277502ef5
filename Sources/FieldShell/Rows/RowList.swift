import CatalogModel
import ReplicaStore

/// Rows of one resource as a list.
struct RowList {
  let shown: ShownValues
  let table: ResourceTable
  let rows: [RowFields]
  /// Marks of rows with unsent changes.
  let marks: [RowKey: RowMark]
  /// Columns asked about, which come first on a terminal.
  var asked: [String] = []

  /// Marks of all rows of a table that have unsent changes.
  static func marks(in table: ResourceTable, _ reader: ReplicaReader) throws -> [RowKey: RowMark] {
    try reader.pendingRows().reduce(into: [:]) { marks, pending in
      guard pending.row.resource == table.name else { return }
      marks[pending.row.key] = RowMark(pending)
    }
  }

  /// Whose times the list shows on a terminal, if any of the columns that fit there has one.
  func zoneNote(_ style: Style) -> [Block] {
    guard let width = style.width else { return [] }
    let layout = TableLayout(style: style)
    let marks = isMarked ? 1 : 0
    let fitting = layout.shownColumns(of: table(isTerminal: true), width: width) - marks
    return shown.zoneNote(
      tellingColumns.prefix(fitting).contains { column in
        rows.contains { shown.isTime($0[column.name] ?? .null, of: column) }
      }
    )
  }

  /// The list for scripts.
  var json: JSONNode { .array(rows.map(RowPage.json)) }

  /// The list for people: every column where it is piped, the most telling ones on a terminal.
  func table(isTerminal: Bool) -> TextTable {
    let columns = isTerminal ? tellingColumns : table.columns
    let isMarked = isTerminal && self.isMarked
    var titles = columns.map { column in
      TextTable.Column(
        Sentence(verbatim: column.name),
        isWhole: column.role == .key || column.link != nil,
        isNumber: column.type == .integer || column.type == .real
      )
    }
    if isMarked { titles.insert(TextTable.Column(.stateTitle), at: 1) }
    let lines = rows.map { fields in
      var cells = columns.map { cell($0, fields) }
      if isMarked { cells.insert(markCell(fields), at: 1) }
      return cells
    }
    return TextTable(columns: titles, rows: lines, overflow: .cut)
  }

  private var isMarked: Bool { rows.contains { marks[key($0)] != nil } }

  private func key(_ fields: RowFields) -> RowKey {
    fields.key(in: table.resource) ?? .text("")
  }

  private func markCell(_ fields: RowFields) -> TextTable.Cell {
    guard let mark = marks[key(fields)] else { return TextTable.Cell("") }
    return TextTable.Cell(.markWord(mark), mark.ink)
  }

  private func cell(_ column: ResourceColumn, _ fields: RowFields) -> TextTable.Cell {
    TextTable.Cell(shown.text(fields[column.name] ?? .null, of: column))
  }

  // The key, what was asked about, the label; then what people write, then what the system does.
  private var tellingColumns: [ResourceColumn] {
    let filled = table.columns.filter { column in
      column.role == .key || rows.contains { !($0[column.name] ?? .null).isNull }
    }
    return filled.enumerated().sorted { left, right in
      (rank(left.element), left.offset) < (rank(right.element), right.offset)
    }.map(\.element)
  }

  private func rank(_ column: ResourceColumn) -> Int {
    if column.role == .key { return 0 }
    if asked.contains(column.name) { return 1 }
    if column.name == table.resource.labelColumn { return 2 }
    if column.role != .data { return 5 }
    return column.policy == .theirs ? 4 : 3
  }
}
