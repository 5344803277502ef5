import CatalogModel
import ReplicaStore
import SyncCore

/// Where a repair stands in its workflow, for people and for scripts.
struct WorkflowPage {
  let place: WorkflowPlace
  /// How the repair is named.
  let row: String
  let shown: ShownValues

  /// The page.
  var answer: Answer {
    var blocks: [Block] = []
    if let known = place.known {
      let time = known.trueAt.map(shown.momentWithZone) ?? ""
      blocks.append(.sentence(.inState(row, known.state.name, ident: known.state.ident), .strong))
      blocks.append(.sentence(.trueAsOf(time), .dim))
      if known.hasLeft { blocks.append(.sentence(.stateLeft(row), .warning)) }
    } else {
      blocks.append(.sentence(.stateUnknown(row), .warning))
    }
    blocks += place.steps.map { .sentence(.stepWaits($0.call.change, $0.step), .dim) }
    if let tip = place.tip { blocks += tipBlocks(tip) }
    if let draft = place.draft, draft.step.state != place.tip?.state.ident {
      blocks.append(.sentence(.draftOfOtherState(draft.call.change, draft.step.state), .warning))
    }
    return Answer(members, blocks)
  }

  private func tipBlocks(_ tip: WorkflowPlace.Tip) -> [Block] {
    var blocks: [Block] = []
    if let likely = tip.likely {
      blocks.append(.sentence(.likelyState(tip.state, likely), .strong))
    }
    if !tip.state.about.isEmpty { blocks.append(.line(tip.state.about, .plain)) }
    if tip.state.isLast { blocks.append(.sentence(.workflowEnded(row, tip.state.name), .good)) }
    if !tip.state.inputs.isEmpty {
      blocks += [
        .gap,
        .table(
          TextTable(
            columns: [
              TextTable.Column(.inputTitle, isWhole: true), TextTable.Column(.labelColumnTitle),
              TextTable.Column(.ruleTitle), TextTable.Column(.enteredTitle),
            ],
            rows: tip.state.inputs.map { input in
              [
                TextTable.Cell(input.ident), TextTable.Cell(input.label),
                TextTable.Cell(.rule(input.rule), .dim),
                TextTable.Cell(entered(input, tip), .good),
              ]
            }
          )
        ),
      ]
    }
    if !tip.state.events.isEmpty {
      blocks.append(.gap)
      blocks.append(.sentence(.eventsOffered))
      blocks += tip.state.events.map { .line("  \($0.ident)  \($0.label)", .plain) }
    }
    return blocks
  }

  private func entered(_ input: WorkflowInput, _ tip: WorkflowPlace.Tip) -> String {
    guard let draft = place.draft?.step, draft.state == tip.state.ident,
      let value = draft.inputs[input.ident]
    else { return "" }
    return input.rule.text(value)
  }

  private var members: [String: JSONNode] {
    [
      "repair": place.repair.json,
      "known": place.known.map { known in
        .object([
          "state": Self.json(known.state), "left": .boolean(known.hasLeft),
          "true_at": known.trueAt.map { .text($0.description) } ?? .null,
        ])
      } ?? .null,
      "waiting": .array(place.steps.map { .object(StepPage.members($0.call, $0.step)) }),
      "draft": place.draft.map { .object(StepPage.members($0.call, $0.step)) } ?? .null,
      "next": place.tip.map { tip in
        .object([
          "state": Self.json(tip.state), "rehearsed": .boolean(tip.likely != nil),
          "likely": tip.likely.map { likely in
            .object([
              "times": .integer(Int64(likely.times)), "of": .integer(Int64(likely.looked)),
            ])
          } ?? .null,
        ])
      } ?? .null,
    ]
  }

  private static func json(_ state: WorkflowState) -> JSONNode {
    .object([
      "ident": .text(state.ident), "name": .text(state.name), "description": .text(state.about),
      "inputs": .array(
        state.inputs.map { input in
          .object([
            "ident": .text(input.ident), "label": .text(input.label),
            "type": .text(input.rule.name.rawValue),
            "source": input.source.map(JSONNode.text) ?? .null,
            "multiple": .boolean(input.rule.isMultiple),
            "options": .array(
              input.rule.options.map {
                .object(["value": $0.value, "label": .text($0.label)])
              }
            ),
          ])
        }
      ),
      "events": .array(
        state.events.map { .object(["ident": .text($0.ident), "label": .text($0.label)]) }
      ),
    ])
  }
}

extension WorkflowRule {
  /// A value as people read it: what was chosen by its label.
  func text(_ value: JSONNode) -> String {
    if case .array(let items) = value { return items.map(text).joined(separator: ", ") }
    if let option = options.first(where: { $0.value == value }) { return option.label }
    if case .text(let text) = value { return text }
    return value.description
  }
}
