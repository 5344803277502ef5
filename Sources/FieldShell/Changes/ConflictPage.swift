import CatalogModel
import ReplicaStore

/// A conflict side by side, for people and for scripts.
enum ConflictPage {
  /// How each side's value of a column reads.
  struct Sides {
    let conflict: Conflict
    let shown: ShownValues

    func base(_ column: ConflictColumn) -> Sentence { text(column.base, column) }

    /// Ours; the word for it where we deleted the row.
    func mine(_ column: ConflictColumn) -> Sentence {
      conflict.kind == .deleteUpdate ? .deletedSide : text(column.mine, column)
    }

    /// The server's; the word for it where the row is gone there.
    func theirs(_ column: ConflictColumn) -> Sentence {
      conflict.kind == .updateDelete ? .goneSide : text(column.theirs, column)
    }

    private func text(_ value: FieldValue, _ column: ConflictColumn) -> Sentence {
      Sentence(verbatim: shown.text(value, of: column.column, in: conflict.row.resource))
    }
  }

  /// Before, yours and the server's, with who and when.
  static func blocks(
    _ conflict: Conflict,
    candidates: [RowKey] = [],
    _ shown: ShownValues
  ) -> [Block] {
    let sides = Sides(conflict: conflict, shown: shown)
    let rows = conflict.columns.map { column in
      [
        TextTable.Cell(column.column), TextTable.Cell(sides.base(column), .dim),
        TextTable.Cell(sides.mine(column), .good), TextTable.Cell(sides.theirs(column), .warning),
      ]
    }
    let columns = [
      TextTable.Column(.columnTitle), TextTable.Column(.beforeTitle),
      TextTable.Column(.yoursTitle), TextTable.Column(.serverTitle),
    ]
    let perhaps = candidates.map { "\(conflict.row.resource) \($0)" }
    return [
      .sentence(.conflictHeading(conflict), .strong),
      .sentence(.conflictMeaning(conflict.kind)),
      .sentence(.mineBy(conflict.mineBy, conflict.mineAt.map(shown.momentWithZone)), .good),
      .sentence(
        .theirsBy(conflict.theirsBy, conflict.theirsAt.map(shown.momentWithZone)),
        .warning
      ),
      .table(TextTable(columns: columns, rows: rows)),
    ] + (perhaps.count > 1 ? [.sentence(.perhapsOneOf(perhaps), .warning)] : [])
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
