/// Turns a list into lines: aligned on a terminal, tab-separated elsewhere.
struct TableLayout {
  private static let gap = 2
  /// How wide an explanation is where nobody says.
  private static let pageWidth = 80

  let style: Style

  /// The lines of a list.
  func lines(of table: TextTable) -> [String] {
    guard let width = style.width ?? (table.isExplanation ? Self.pageWidth : nil) else {
      return tabbed(table)
    }
    guard !table.rows.isEmpty else { return [] }
    return aligned(table, width: width) ?? stacked(table, width: width)
  }

  private func tabbed(_ table: TextTable) -> [String] {
    let titles = table.hasTitles ? [table.columns.map { style.shown($0.title) }] : []
    let rows = table.rows.map { $0.map { style.shown($0.text) } }
    return (titles + rows).map { $0.joined(separator: "\t") }
  }

  /// How many columns of a list a terminal of that width shows; the others go at its end.
  func shownColumns(of table: TextTable, width: Int) -> Int {
    fitted(table, width: width)?.count ?? table.columns.count
  }

  private func fitted(_ table: TextTable, width: Int) -> [Int]? {
    let natural = naturalWidths(table)
    var count = table.columns.count
    var fitted = widths(natural, table, room: width)
    while fitted == nil, table.overflow == .cut, count > 2 {
      count -= 1
      fitted = widths(Array(natural.prefix(count)), table, room: width)
    }
    return fitted
  }

  // Nothing where even the narrowest columns do not fit.
  private func aligned(_ table: TextTable, width: Int) -> [String]? {
    guard let fitted = fitted(table, width: width) else { return nil }
    let count = fitted.count
    let titles = table.columns.prefix(count).map { TextTable.Cell($0.title, .strong) }
    let head = table.hasTitles ? line(titles, fitted, table) : []
    return head + table.rows.flatMap { line(Array($0.prefix(count)), fitted, table) }
  }

  private func naturalWidths(_ table: TextTable) -> [Int] {
    table.columns.indices.map { index in
      let title = table.hasTitles ? DisplayWidth.of(style.shown(table.columns[index].title)) : 0
      let cells = table.rows.map { DisplayWidth.of(style.shown($0[index].text)) }
      return max(title, cells.max() ?? 0)
    }
  }

  // Columns give way from the widest down, never below the least width, never a whole one.
  private func widths(_ natural: [Int], _ table: TextTable, room: Int) -> [Int]? {
    let leastWidth = table.overflow == .cut ? 8 : 14
    let free = room - Self.gap * (natural.count - 1)
    var widths = natural
    while widths.reduce(0, +) > free {
      let soft = widths.indices.filter {
        !table.columns[$0].isWhole && widths[$0] > leastWidth
      }
      guard let widest = soft.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
    }
    return widths
  }

  private func line(_ cells: [TextTable.Cell], _ widths: [Int], _ table: TextTable) -> [String] {
    let parts = zip(cells, widths).map { cell, width in
      let text = style.shown(cell.text)
      return table.overflow == .wrap
        ? Wrapping.lines(text, width: width, breaksWords: true)
        : [DisplayWidth.cut(text, to: width, ellipsis: style.ellipsis)]
    }
    let height = parts.map(\.count).max() ?? 0
    return (0..<height).map { number in
      var line = ""
      for (index, cell) in cells.enumerated() {
        let text = parts[index].indices.contains(number) ? parts[index][number] : ""
        line += padded(text, cell.ink, widths[index], table.columns[index])
        if index < cells.count - 1 { line += String(repeating: " ", count: Self.gap) }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  private func padded(
    _ text: String,
    _ ink: Ink,
    _ width: Int,
    _ column: TextTable.Column
  ) -> String {
    let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(text)))
    let inked = style.inked(text, ink)
    return column.isNumber ? padding + inked : inked + padding
  }

  // One value a line, for terminals too narrow for a line a row.
  private func stacked(_ table: TextTable, width: Int) -> [String] {
    var lines: [String] = []
    for (number, row) in table.rows.enumerated() {
      if number > 0, table.columns.count > 1 { lines.append("") }
      for (column, cell) in zip(table.columns, row) {
        // Names are set in under a heading where there are columns; here the title stands before them.
        let text = String(style.shown(cell.text).drop { $0 == " " })
        guard !text.isEmpty else { continue }
        let title = table.hasTitles ? style.shown(column.title) + ": " : ""
        let wrapped = Wrapping.lines(title + text, width: width, indent: "  ", breaksWords: true)
        lines += wrapped.map { style.inked($0, cell.ink) }
      }
    }
    return lines
  }
}
