import CatalogModel
import ReplicaStore

/// `queue`: what has not reached the server, and what to do about it.
enum QueueVerb {
  private static let actions = ["show", "hold", "release", "drop"]

  static let verb = Verb(
    "queue",
    operands: [
      Operand(kind: .choice(actions), arity: .optional, placeholder: "show|hold|release|drop"),
      Operand(kind: .number, arity: .optional, placeholder: "N"),
    ],
    options: [.value("of", "ACCOUNT,…", .ofOption)],
    help: .queue
  ) { invocation, session in
    let replica = try session.replica()
    let shown = try session.shownValues()
    guard !invocation.has("of") || invocation.operands.first == "drop" else {
      throw ShellError(.optionClash, .ofNeedsDropping, exit: .usage)
    }
    guard let action = invocation.operands.first else {
      return try replica.read { QueuePage.list(try $0.queue(at: session.context.clock()), shown) }
    }
    guard actions.contains(action) else {
      let nearest = NearestWord.suggestion(for: action, among: actions)
      throw ShellError(.extraOperand, .unknownQueueAction(action, nearest: nearest), exit: .usage)
    }
    let number = try number(invocation.operand(1), action)
    switch action {
    case "show":
      return try replica.read { try show(number, $0, at: session.context.clock(), shown) }
    case "drop":
      return try drop(number, replica, session, naming: invocation.names("of") ?? [])
    default:
      return try hold(action == "hold", number, replica, now: session.context.clock())
    }
  }

  private static func number(_ text: String, _ action: String) throws(ShellError) -> Int64 {
    guard let number = Int64(text), number > 0 else {
      throw ShellError(.badNumber, .notANumber(text, of: "queue \(action)"), exit: .usage)
    }
    return number
  }

  // What has left the queue is shown too, with its receipt.
  private static func show(
    _ number: Int64,
    _ reader: ReplicaReader,
    at now: NaiveTime,
    _ shown: ShownValues
  ) throws -> Answer {
    if let entry = try reader.queueEntry(ofChange: number, at: now) {
      return QueuePage.page(entry, shown)
    }
    guard let change = try reader.recordedChange(number) else {
      throw ShellError(.unknownNumber, .notInQueue(number))
    }
    let receipt = try change.operation.flatMap { try reader.receipt(ofOperation: $0) }
    return ChangePage.page(change, receipt: receipt, shown)
  }

  private static func entry(_ number: Int64, _ reader: ReplicaReader) throws -> QueueEntry {
    guard let entry = try reader.queueEntry(ofChange: number) else {
      throw ShellError(.unknownNumber, .notInQueue(number))
    }
    return entry
  }

  private static func hold(
    _ isHeld: Bool,
    _ number: Int64,
    _ replica: Replica,
    now: NaiveTime
  ) throws -> Answer {
    try replica.write(by: .engine) { writer in
      let entry = try entry(number, writer.reader)
      try OthersWork(in: [entry], author: try writer.reader.author()).requireOwn()
      try writer.setHeld(isHeld, entry: entry)
      // Whoever lets an action go asks for it now.
      if !isHeld { try writer.renew(entry.changes, now: now) }
      let fate = try EditFate(of: entry.row, writer.reader)
      let row = "\(entry.row)"
      let waits = fate.sentence(of: entry.row).map { Sentence.releasedButWaits(row, $0) }
      return Answer(
        ["number": .integer(number), "held": .boolean(isHeld)],
        [.sentence(isHeld ? .heldBack(entry) : waits ?? .released(row), .good)]
      )
    }
  }

  // A person sees what goes before it goes; a script has read the queue, and names whose work it drops.
  private static func drop(
    _ number: Int64,
    _ replica: Replica,
    _ session: Session,
    naming accounts: [String]
  ) throws -> Answer {
    let (going, others) = try replica.read { reader in
      let going = try reader.dropped(with: try entry(number, reader))
      return (going, OthersWork(in: going, author: try reader.author()))
    }
    if session.asksPeople {
      let shown = try session.shownValues()
      session.output.show(
        [.sentence(.aboutToDrop(of: others), .warning)]
          + going.flatMap { QueuePage.values($0, shown) }
      )
      let question = Sentence.dropQuestion(going.count)
      let isAgreed = session.isConfirmed(others.isEmpty ? question : .lostFor(others) + question)
      guard isAgreed else {
        return Answer(
          ["dropped": .array([]), "of_others": .object([:])],
          [.sentence(.nothingDropped)]
        )
      }
    } else if !others.isNamed(by: accounts) {
      throw others.refusal(dropping: number)
    }
    let rows = going.map(\.row)
    try replica.write(by: .engine) { try $0.drop(rows, now: session.context.clock()) }
    let blocks: [Block] = [.sentence(.dropped(rows.map(\.description)), .good)]
    return Answer(
      ["dropped": .array(going.map(QueuePage.json)), "of_others": others.json],
      blocks + (others.isEmpty ? [] : [.sentence(.takenFrom(others), .warning)])
    )
  }
}
