import CatalogModel
import ReplicaStore

/// A conflict side by side, for people and for scripts.
enum ConflictPage {
  /// Before, yours and the server's, with who and when.
  static func blocks(_ conflict: Conflict, _ shown: ShownValues) -> [Block] {
    let text = { (value: FieldValue, column: ConflictColumn) in
      shown.text(value, of: column.column, in: conflict.row.resource)
    }
    let rows = conflict.columns.map { column in
      [
        TextTable.Cell(column.column), TextTable.Cell(text(column.base, column), .dim),
        TextTable.Cell(text(column.mine, column), .good),
        TextTable.Cell(text(column.theirs, column), .warning),
      ]
    }
    let columns = [
      TextTable.Column(.columnTitle), TextTable.Column(.beforeTitle),
      TextTable.Column(.yoursTitle), TextTable.Column(.serverTitle),
    ]
    return [
      .sentence(.conflictHeading(conflict), .strong),
      .sentence(.conflictMeaning(conflict.kind)),
      .sentence(.mineBy(conflict.mineBy, conflict.mineAt.map(shown.momentWithZone)), .good),
      .sentence(
        .theirsBy(conflict.theirsBy, conflict.theirsAt.map(shown.momentWithZone)),
        .warning
      ),
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
