import CatalogModel
import ReplicaStore
import SyncCore

/// What a decision keeps and gives up, before it is carried out.
struct DecisionPreview {
  let conflict: Conflict

  /// Column by column: what holds afterwards, whose it is, and what is given up.
  func blocks(_ decision: ConflictDecision, _ shown: ShownValues) -> [Block] {
    [
      .table(
        TextTable(
          columns: [
            TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.afterwardsTitle),
            TextTable.Column(.givenUpTitle),
          ],
          rows: rows(decision, shown)
        )
      )
    ]
  }

  private func rows(_ decision: ConflictDecision, _ shown: ShownValues) -> [[TextTable.Cell]] {
    conflict.columns.map { column in
      let (kept, lost) = outcome(of: column, decision, shown)
      return [TextTable.Cell(column.column), TextTable.Cell(kept), TextTable.Cell(lost, .dim)]
    }
  }

  /// What holds of one column, and what is given up.
  func outcome(
    of column: ConflictColumn,
    _ decision: ConflictDecision,
    _ shown: ShownValues
  ) -> (kept: Sentence, lost: Sentence) {
    let page = ConflictPage.Sides(conflict: conflict, shown: shown)
    let (mine, theirs) = (page.mine(column), page.theirs(column))
    switch side(of: column.column, decision) {
    case .mine: return (.yours(mine), .servers(theirs))
    case .theirs: return (.servers(theirs), .yours(mine))
    case .value(let value):
      let new = shown.text(value, of: column.column, in: conflict.row.resource)
      return (Sentence(verbatim: new), .bothLost(mine, theirs))
    case nil: return (.stillOpen, Sentence(verbatim: ""))
    }
  }

  private func side(of column: String, _ decision: ConflictDecision) -> ConflictDecision.Side? {
    switch decision {
    case .mine: .mine
    case .theirs: .theirs
    case .columns(let sides): sides[column]
    }
  }
}
