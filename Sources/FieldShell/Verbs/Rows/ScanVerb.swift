import CatalogModel
import ReplicaStore

/// `scan`: the unit or part that carries a number, and what hangs on it.
enum ScanVerb {
  private static let linkedRowsShown = 5

  static let verb = Verb(
    "scan",
    operands: [Operand(kind: .word, arity: .one, placeholder: "CODE")],
    help: .scan
  ) { invocation, session in
    let code = invocation.operand(0)
    let shown = try session.shownValues()
    return try session.replica().read { reader in
      let finder = RowFinder(reader: reader)
      var found: [JSONNode] = []
      var blocks: [Block] = []
      for (table, key, fields) in try hits(code, reader) {
        let page = try RowPage(key, fields, in: table, finder: finder)
        let linked = try linkedLists(to: key, of: table, reader, shown)
        var members = page.members
        members["linked"] = .object(
          Dictionary(linked.map { ($0.name, $0.list.json) }) { _, last in last }
        )
        let asked = try AskedList(of: RowReference(resource: table.name, key: key), reader)
        members["asked"] = asked.json
        found.append(.object(members))
        if !blocks.isEmpty { blocks.append(.gap) }
        blocks += page.blocks(shown) + asked.blocks(shown)
        for list in linked { blocks += try list.blocks(finder, from: table.name) }
      }
      guard !found.isEmpty else { throw ShellError(.notFound, .nothingScanned(code)) }
      return Answer(["code": .text(code), "found": .array(found)], blocks)
    }
  }

  // A key that the server counts up says nothing about a label; only numbers that stand on things do.
  private static func hits(
    _ code: String,
    _ reader: ReplicaReader
  ) throws -> [(table: ResourceTable, key: RowKey, fields: RowFields)] {
    var hits: [(ResourceTable, RowKey, RowFields)] = []
    for table in reader.layout.tables {
      let telling = table.columns.filter { column in
        column.role == .key ? table.resource.keyAssignment == .client : column.isUnique
      }
      guard !telling.isEmpty else { continue }
      for key in try reader.keys(in: table, matching: code) {
        guard let fields = try reader.row(key, in: table),
          telling.contains(where: { fields[$0.name]?.description == code })
        else { continue }
        hits.append((table, key, fields))
      }
    }
    return hits.sorted { ($0.0.resource.urgency, $0.0.name) < ($1.0.resource.urgency, $1.0.name) }
  }

  private static func linkedLists(
    to key: RowKey,
    of table: ResourceTable,
    _ reader: ReplicaReader,
    _ shown: ShownValues
  ) throws -> [LinkedList] {
    var lists: [LinkedList] = []
    for (resource, column) in reader.layout.catalog.links(to: table.resource) {
      guard let linked = reader.layout.table(resource.name), linked.column(column.name) != nil
      else {
        continue
      }
      let isLinked = [RowCondition(column.name, .equal, key.value)]
      let count = try reader.count(in: linked, where: isLinked)
      guard count > 0 else { continue }
      let newest = RowOrder(resource.key.name, isDescending: true)
      let rows = try reader.rows(
        in: linked,
        where: isLinked,
        order: [newest],
        limit: linkedRowsShown
      )
      lists.append(
        LinkedList(
          name: resource.name,
          list: RowList(
            shown: shown,
            table: linked,
            rows: rows,
            marks: try RowList.marks(in: linked, reader)
          ),
          count: count
        )
      )
    }
    return lists.sorted { left, right in
      (left.list.table.resource.urgency, left.name) < (
        right.list.table.resource.urgency, right.name
      )
    }
  }

  private struct LinkedList {
    let name: String
    let list: RowList
    let count: Int

    func blocks(_ finder: RowFinder, from origin: String) throws -> [Block] {
      let rows = try list.rows.map { fields in
        let key = fields.key(in: list.table.resource)
        let mark = key.flatMap { list.marks[$0] }
        return [
          TextTable.Cell("  \(key?.description ?? "")"),
          TextTable.Cell(
            mark.map(Sentence.markWord) ?? Sentence(verbatim: ""),
            mark?.ink ?? .plain
          ),
          TextTable.Cell(try finder.summary(of: fields, in: list.table, from: origin, list.shown)),
        ]
      }
      let columns = [
        TextTable.Column(.keyTitle, isWhole: true), TextTable.Column(.stateTitle, isWhole: true),
        TextTable.Column(.summaryTitle),
      ]
      let title = Sentence.linkedHeading(name, list.rows.count, of: count)
      return [
        .gap, .sentence(title, .strong),
        .table(TextTable(columns: columns, rows: rows, hasTitles: false)),
      ]
    }
  }
}
