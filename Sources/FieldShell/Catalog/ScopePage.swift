import CatalogModel
import ReplicaStore

/// What a replica holds: its resources with their rows, and which rows those are.
struct ScopePage {
  /// What is held of one resource.
  struct Line {
    let name: String
    var scope: RowScope?
    var rows = 0
  }

  private let lines: [Line]

  /// A page of resources, in the order of their names.
  init(_ lines: [Line]) { self.lines = lines.sorted { $0.name < $1.name } }

  /// What scripts read.
  var members: [String: JSONNode] {
    [
      "resources": .array(lines.map { .text($0.name) }),
      "rows": .object(lines.reduce(into: [:]) { $0[$1.name] = .integer(Int64($1.rows)) }),
      "narrowed": .object(
        lines.reduce(into: [:]) { narrowed, line in
          if let scope = line.scope { narrowed[line.name] = scope.json }
        }
      ),
    ]
  }

  /// What people read.
  var table: TextTable {
    TextTable(
      columns: [
        TextTable.Column(.resourceTitle, isWhole: true),
        TextTable.Column(.rowsTitle, isNumber: true), TextTable.Column(.onlyWhereTitle),
      ],
      rows: lines.map { line in
        [
          TextTable.Cell(line.name), TextTable.Cell(String(line.rows)),
          TextTable.Cell(line.scope.map(Self.words) ?? ""),
        ]
      }
    )
  }

  /// A scope as it is typed.
  static func words(_ scope: RowScope) -> String {
    scope.values.sorted { $0.key < $1.key }.map { column, values in
      let words = values.map { $0.isNull ? "null" : $0.description }
      return words.count == 1
        ? "\(column)=\(words[0])" : "\(column) in \(words.joined(separator: ","))"
    }.joined(separator: " ")
  }
}
