import CatalogModel
import ReplicaStore
import SyncCore

/// What an undo or redo does, for people and for scripts.
enum UndoPage {
  /// Each step with its values, now and afterwards.
  static func blocks(_ proposal: UndoProposal, _ shown: ShownValues) -> [Block] {
    proposal.steps.flatMap { step -> [Block] in
      var blocks: [Block] = [.sentence(heading(step, proposal.purpose), .strong)]
      if !step.values.isEmpty { blocks.append(.table(table(step, shown))) }
      if !step.kept.isEmpty { blocks.append(.sentence(.undoKept(step.kept), .warning)) }
      if !step.beside.isEmpty {
        blocks.append(.sentence(.undoBeside(step.beside.map(\.description)), .warning))
      }
      if let entry = step.adoption { blocks.append(.sentence(.undoAdopted(entry), .warning)) }
      return blocks
    }
  }

  /// The steps for scripts.
  static func json(_ proposal: UndoProposal) -> JSONNode {
    .array(
      proposal.steps.map { step in
        .object([
          "change": step.change.map(JSONNode.integer) ?? .null,
          "way": .text(step.way.rawValue),
          "resource": .text(step.row.resource),
          "key": step.row.key.json,
          "effect": .text(step.effect.rawValue),
          "columns": .array(
            step.values.map {
              .object([
                "column": .text($0.column), "old": JSONNode($0.old), "new": JSONNode($0.new),
              ])
            }
          ),
          "kept": .array(step.kept.map(JSONNode.text)),
          "beside": .array(step.beside.map { .text($0.description) }),
          "also": .array(step.also.map(JSONNode.integer)),
          "staying": .array(step.staying.map(JSONNode.integer)),
          "adoption": step.adoption.map(JSONNode.integer) ?? .null,
        ])
      }
    )
  }

  private static func heading(
    _ step: UndoStep,
    _ purpose: UndoProposal.Purpose
  ) -> Sentence {
    if case .redo = purpose, step.way != .counter {
      return .redoHeading("\(step.row)", isWaiting: step.way == .later)
    }
    return .undoHeading(step)
  }

  private static func table(_ step: UndoStep, _ shown: ShownValues) -> TextTable {
    let text = { (value: FieldValue, column: String) in
      shown.text(value, of: column, in: step.row.resource)
    }
    return TextTable(
      columns: [
        TextTable.Column(.columnTitle, isWhole: true), TextTable.Column(.nowTitle),
        TextTable.Column(.afterwardsTitle),
      ],
      rows: step.values.map { value in
        [
          TextTable.Cell("  \(value.column)"),
          TextTable.Cell(text(value.old, value.column), .dim),
          TextTable.Cell(text(value.new, value.column)),
        ]
      }
    )
  }
}
