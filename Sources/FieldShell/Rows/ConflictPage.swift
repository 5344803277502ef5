import CatalogModel
import ReplicaStore

/// A conflict side by side, for people and for scripts.
enum ConflictPage {
  /// Before, yours and the server's, with who and when.
  static func blocks(_ conflict: Conflict) -> [Block] {
    let rows = conflict.columns.map { column in
      [
        TextTable.Cell(column.column), TextTable.Cell(shown(column.base), .dim),
        TextTable.Cell(shown(column.mine), .good), TextTable.Cell(shown(column.theirs), .warning),
      ]
    }
    let columns = [
      TextTable.Column(.columnTitle), TextTable.Column(.beforeTitle),
      TextTable.Column(.yoursTitle), TextTable.Column(.serverTitle),
    ]
    return [
      .sentence(.conflictHeading(conflict), .strong),
      .sentence(.conflictMeaning(conflict.kind)),
      .sentence(.mineBy(conflict.mineBy, conflict.mineAt.map(Moment.text)), .good),
      .sentence(.theirsBy(conflict.theirsBy, conflict.theirsAt.map(Moment.text)), .warning),
      .table(TextTable(columns: columns, rows: rows)),
    ]
  }

  /// A conflict in the shape that scripts rely on.
  static func json(_ conflict: Conflict) -> JSONNode {
    .object([
      "number": .integer(conflict.number),
      "resource": .text(conflict.row.resource),
      "key": conflict.row.key.json,
      "kind": .text(conflict.kind.rawValue),
      "opened_at": time(conflict.openedAt),
      "mine_by": conflict.mineBy.map(JSONNode.text) ?? .null,
      "mine_at": time(conflict.mineAt),
      "theirs_by": conflict.theirsBy.map(JSONNode.text) ?? .null,
      "theirs_at": time(conflict.theirsAt),
      "columns": .array(conflict.columns.map(json)),
    ])
  }

  /// A value as a person reads it, null written out.
  static func shown(_ value: FieldValue) -> String {
    value.isNull ? "null" : RowKey(value)?.description ?? value.description
  }

  private static func json(_ column: ConflictColumn) -> JSONNode {
    .object([
      "column": .text(column.column),
      "base": JSONNode(column.base),
      "mine": JSONNode(column.mine),
      "theirs": JSONNode(column.theirs),
    ])
  }

  private static func time(_ time: NaiveTime?) -> JSONNode {
    time.map { .text($0.description) } ?? .null
  }
}
