import ReplicaStore
import SyncCore

/// Asks a person about a conflict, column by column; Enter alone decides nothing.
struct DecisionDialogue {
  let conflict: Conflict
  let session: Session

  /// The decision of the person; nothing where they leave it for later.
  func run(_ replica: Replica) throws -> ConflictDecision? {
    let page = ConflictPage.blocks(conflict, try session.shownValues())
    session.output.show(page + [.gap, .sentence(.decisionHint, .dim)])
    guard conflict.kind == .updateUpdate else { return wholeRow() }
    var sides: [String: ConflictDecision.Side] = [:]
    for column in conflict.columns {
      guard let choice = try choice(column.column, replica) else { return nil }
      if case .decided(let side) = choice { sides[column.column] = side }
    }
    guard !sides.isEmpty, session.isConfirmed(.applyQuestion) else { return nil }
    return .columns(sides)
  }

  private enum Choice {
    case decided(ConflictDecision.Side)
    case skipped
  }

  private func wholeRow() -> ConflictDecision? {
    while let word = session.ask(.decideColumn("\(conflict.row)")) {
      switch word {
      case "m": return session.isConfirmed(.applyQuestion) ? .mine : nil
      case "t": return session.isConfirmed(.applyQuestion) ? .theirs : nil
      case "s": return nil
      default: session.output.show([.sentence(.decisionHint, .dim)])
      }
    }
    return nil
  }

  // Nothing at the end of the input: then nothing at all is decided.
  private func choice(_ column: String, _ replica: Replica) throws -> Choice? {
    while let word = session.ask(.decideColumn(column)) {
      switch word {
      case "m": return .decided(.mine)
      case "t": return .decided(.theirs)
      case "s": return .skipped
      case "e":
        guard let text = session.ask(.newValuePrompt), !text.isEmpty else { continue }
        if let side = try entered(text, column, replica) { return .decided(side) }
      default: session.output.show([.sentence(.decisionHint, .dim)])
      }
    }
    return nil
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
