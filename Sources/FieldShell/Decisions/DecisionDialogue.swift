import CatalogModel
import ReplicaStore
import SyncCore

/// Asks a person about a conflict, as a whole or column by column; Enter alone decides nothing.
struct DecisionDialogue {
  let conflict: Conflict
  /// Rows of the server of which one may be ours.
  let candidates: [RowKey]
  let session: Session

  /// The decision of the person; nothing where they leave it for later.
  func run(_ replica: Replica) throws -> ConflictDecision? {
    let shown = try session.shownValues()
    let page = ConflictPage.blocks(conflict, candidates: candidates, shown)
    session.output.show(page + [.gap, .sentence(.decisionMeaning(conflict), .dim)])
    guard conflict.kind == .updateUpdate else { return try wholeRow(replica) }
    if conflict.columns.count > 1 {
      switch wholeConflict() {
      case .mine: return isAgreed(.mine, shown) ? .mine : nil
      case .theirs: return isAgreed(.theirs, shown) ? .theirs : nil
      case .left: return nil
      case .byColumn: session.output.show([.sentence(.columnHint, .dim)])
      }
    } else {
      session.output.show([.sentence(.columnHint, .dim)])
    }
    guard let sides = try sides(replica), !sides.isEmpty else { return nil }
    return isAgreed(.columns(sides), shown) ? .columns(sides) : nil
  }

  private enum WholeChoice {
    case mine
    case theirs
    case byColumn
    case left
  }

  private enum Choice {
    case decided(ConflictDecision.Side)
    case skipped
  }

  private func wholeConflict() -> WholeChoice {
    while true {
      session.output.show([.sentence(.wholeHint, .dim)])
      guard let word = session.ask(.decideWhole) else { return .left }
      switch word {
      case "m": return .mine
      case "t": return .theirs
      case "c": return .byColumn
      case "s": return .left
      default: continue
      }
    }
  }

  // Shows what stays and what is given up, and asks once more.
  private func isAgreed(_ decision: ConflictDecision, _ shown: ShownValues) -> Bool {
    session.output.show([.gap] + DecisionPreview(conflict: conflict).blocks(decision, shown))
    return session.isConfirmed(.applyQuestion)
  }

  private func wholeRow(_ replica: Replica) throws -> ConflictDecision? {
    let asksKey = conflict.kind == .duplicate && candidates.count > 1
    while true {
      session.output.show([.sentence(.rowHint(asksKey: asksKey), .dim)])
      guard let word = session.ask(.decideRow("\(conflict.row)", asksKey: asksKey)) else {
        return nil
      }
      switch word {
      case "m": return session.isConfirmed(.applyQuestion) ? .mine : nil
      case "t" where !asksKey: return session.isConfirmed(.applyQuestion) ? .theirs : nil
      case "e" where asksKey:
        guard let column = conflict.columns.first?.column,
          let text = session.typed(.whichRowPrompt), !text.isEmpty,
          let side = try entered(text, column, replica)
        else { continue }
        return session.isConfirmed(.applyQuestion) ? .columns([column: side]) : nil
      case "s": return nil
      default: continue
      }
    }
  }

  // Columns that mean something together are asked about together. Nothing at the end of the input:
  // then nothing at all is decided.
  private func sides(_ replica: Replica) throws -> [String: ConflictDecision.Side]? {
    let resource = replica.layout.catalog[conflict.row.resource]
    var sides: [String: ConflictDecision.Side] = [:]
    var asked: Set<String> = []
    for column in conflict.columns.map(\.column) where !asked.contains(column) {
      let group = resource?.group(of: column) ?? [column]
      let unit = conflict.columns.map(\.column).filter { $0 == column || group.contains($0) }
      asked.formUnion(unit)
      guard let choices = try choices(unit, replica) else { return nil }
      for (column, choice) in zip(unit, choices) {
        if case .decided(let side) = choice { sides[column] = side }
      }
    }
    return sides
  }

  private func choices(_ unit: [String], _ replica: Replica) throws -> [Choice]? {
    while let word = session.ask(.decideColumn(unit.joined(separator: " + "))) {
      switch word {
      case "m": return unit.map { _ in .decided(.mine) }
      case "t": return unit.map { _ in .decided(.theirs) }
      case "s": return unit.map { _ in .skipped }
      case "e":
        if let sides = try entered(unit, replica) { return sides.map { .decided($0) } }
      default: session.output.show([.sentence(.columnHint, .dim)])
      }
    }
    return nil
  }

  // A new value for each column; nothing where one is left out or does not fit.
  private func entered(
    _ unit: [String],
    _ replica: Replica
  ) throws -> [ConflictDecision.Side]? {
    var sides: [ConflictDecision.Side] = []
    for column in unit {
      guard let text = session.typed(.newValuePrompt(unit.count > 1 ? column : nil)), !text.isEmpty,
        let side = try entered(text, column, replica)
      else { return nil }
      sides.append(side)
    }
    return sides
  }

  // A value that does not fit is explained and asked for again.
  private func entered(
    _ text: String,
    _ column: String,
    _ replica: Replica
  ) throws -> ConflictDecision.Side? {
    var reader = DecisionReader(conflict: conflict, zone: session.context.zone)
    do {
      return try replica.read { try reader.value(text, for: column, $0) }
    } catch let error as ShellError {
      session.output.show([.sentence(error.sentence, .bad)])
      return nil
    }
  }
}
