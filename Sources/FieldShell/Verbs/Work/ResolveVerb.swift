import CatalogModel
import ReplicaStore
import SyncCore

/// `resolve`: a person's decision about a conflict, or about all of them.
enum ResolveVerb {
  static let verb = Verb(
    "resolve",
    operands: [
      Operand(kind: .number, arity: .one, placeholder: "N"),
      Operand(kind: .decision, arity: .many, placeholder: "mine|theirs|COL=mine|COL:=VALUE"),
    ],
    options: [.flag("all", .resolveAllOption), .flag("yes", .yesOption)],
    help: .resolve
  ) { invocation, session in
    if invocation.has("all") { return try all(invocation, session) }
    guard !invocation.has("yes") else {
      throw ShellError(.optionClash, .yesNeedsAll, exit: .usage)
    }
    guard let number = Int64(invocation.operand(0)) else {
      throw ShellError(.badNumber, .notANumber(invocation.operand(0), of: "resolve"), exit: .usage)
    }
    let replica = try session.replica()
    guard let conflict = try replica.read({ try $0.conflict(number) }) else {
      throw ShellError(.unknownNumber, .noSuchConflict(number))
    }
    try requireOwn(conflict, in: replica)
    let words = Array(invocation.operands.dropFirst())
    var reader = DecisionReader(conflict: conflict, zone: session.context.zone)
    let decision: ConflictDecision
    if words.isEmpty {
      guard session.asksPeople else {
        throw ShellError(.badDecision, .decisionMissing(number), exit: .usage)
      }
      let candidates = try replica.read { try $0.candidates(ofConflict: number) }
      let dialogue = DecisionDialogue(
        conflict: conflict,
        candidates: candidates,
        session: session
      )
      guard let chosen = try dialogue.run(replica) else {
        return Answer(["number": .integer(number)], [.sentence(.notDecided)])
      }
      decision = chosen
    } else {
      decision = try replica.read { try reader.decision(words, $0) }
    }
    let resolution = ConflictResolution(replica: replica, clock: session.context.runClock)
    let undecided = try resolution.resolve(number, with: decision)
    return answer(conflict, undecided, reader.warnings)
  }

  // A person sees what goes and is asked; a script says --yes, or is told how.
  private static func all(_ invocation: Invocation, _ session: Session) throws -> Answer {
    let words: [String: ConflictDecision] = ["mine": .mine, "theirs": .theirs]
    guard invocation.operands.count == 1, let decision = words[invocation.operand(0)] else {
      throw ShellError(.badDecision, .allNeedsSide, exit: .usage)
    }
    let replica = try session.replica()
    let wholesale = try replica.read { try WholesaleDecision(decision, $0) }
    guard !wholesale.decided.isEmpty else {
      return Answer(
        wholesale.members(isDone: true),
        wholesale.left.isEmpty ? [.sentence(.noConflicts, .good)] : wholesale.leftBlocks
      )
    }
    let blocks = wholesale.blocks(try session.shownValues())
    if !invocation.has("yes") {
      guard session.asksPeople else {
        if !session.usesJSON { session.errors.show(blocks) }
        let sentence = Sentence.allNeedsConsent(invocation.operand(0))
        throw ShellError(.consentNeeded, sentence, exit: .usage)
      }
      session.output.show(blocks)
      guard session.isConfirmed(.resolveAllQuestion(wholesale.decided.count)) else {
        return Answer(wholesale.members(isDone: false), [.sentence(.notDecided)])
      }
    }
    let resolution = ConflictResolution(replica: replica, clock: session.context.runClock)
    for conflict in wholesale.decided { try resolution.resolve(conflict.number, with: decision) }
    return Answer(
      wholesale.members(isDone: true),
      [.sentence(.resolvedAll(wholesale.decided.count), .good)] + wholesale.leftBlocks
    )
  }

  // A decision, a new value above all, is sent in the name of whoever made the change.
  private static func requireOwn(_ conflict: Conflict, in replica: Replica) throws {
    let others = try replica.read { reader in
      let pending = try reader.pendingRow(conflict.row)
      let entry = try pending.flatMap { try reader.queueEntry(of: $0) }
      return OthersWork(in: entry.map { [$0] } ?? [], author: try reader.author())
    }
    try others.requireOwn()
  }

  private static func answer(
    _ conflict: Conflict,
    _ undecided: [String],
    _ warnings: [Sentence]
  ) -> Answer {
    var answer = Answer(
      [
        "number": .integer(conflict.number),
        "resource": .text(conflict.row.resource),
        "key": conflict.row.key.json,
        "undecided": .array(undecided.map(JSONNode.text)),
      ],
      [
        undecided.isEmpty
          ? .sentence(.resolved(conflict.number, "\(conflict.row)"), .good)
          : .sentence(.undecidedColumns(undecided), .warning)
      ]
    )
    answer.warnings = warnings
    return answer
  }
}
