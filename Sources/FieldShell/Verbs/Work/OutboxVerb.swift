import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore
import SyncCore

/// `outbox`: unsent work that outlives the database, or travels to another laptop.
enum OutboxVerb {
  private static let actions = ["recover", "export", "import", "recall"]

  static let verb = Verb(
    "outbox",
    operands: [
      Operand(kind: .choice(actions), arity: .one, placeholder: "recover|export|import|recall"),
      Operand(kind: .file, arity: .optional, placeholder: "FILE"),
    ],
    help: .outbox
  ) { invocation, session in
    let action = invocation.operand(0)
    switch action {
    case "recover": return try recover(session)
    case "export": return try export(try file(invocation), session)
    case "import": return try take(try file(invocation), session)
    case "recall": return try recall(session)
    default:
      let nearest = NearestWord.suggestion(for: action, among: actions)
      throw ShellError(.extraOperand, .unknownOutboxAction(action, nearest: nearest), exit: .usage)
    }
  }

  private static func file(_ invocation: Invocation) throws(ShellError) -> URL {
    guard !invocation.operand(1).isEmpty else {
      throw ShellError(.missingOperand, .outboxFileMissing(invocation.operand(0)), exit: .usage)
    }
    return URL(fileURLWithPath: invocation.operand(1))
  }

  private static func makeID(_ session: Session) -> String {
    [session.context.random(), session.context.random()]
      .map { number in
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }
      .joined()
  }

  // Only where the replica cannot be opened: what can be is worth more than its second copy.
  private static func recover(_ session: Session) throws -> Answer {
    let configuration = try session.configuration()
    let catalog = try session.catalog()
    let place = session.home.replica
    let lock = try RunLock(beside: place)
    defer { lock.release() }
    guard try isDestroyed(session) else {
      throw ShellError(.notAllowed, .nothingToRecover(place.path))
    }
    session.close()
    let recovery = try Replica.recover(
      at: place,
      catalog: catalog,
      without: try OutboxHeader(
        server: configuration.server,
        resources: HomeScope.resources(nil, in: catalog)
      ),
      now: session.context.clock()
    )
    let (taken, left, damaged) = (recovery.taken, recovery.left, recovery.damagedLines)
    var answer = Answer(
      [
        "taken": .array(taken.map { .text($0.description) }),
        "left": .array(left.map { .text($0.description) }),
        "damaged_lines": .integer(Int64(damaged)),
      ],
      [.sentence(.recovered(taken.count), .good), .sentence(.recoveredNext)]
    )
    answer.warnings = warnings(left, damaged)
    return answer
  }

  private static func isDestroyed(_ session: Session) throws -> Bool {
    do {
      _ = try session.replica().read { try $0.standing() }
      return false
    } catch let error as ReplicaError {
      guard [.noReplica, .damaged, .notAReplica, .statementFailed].contains(error.code) else {
        throw error
      }
      return true
    }
  }

  private static func export(_ file: URL, _ session: Session) throws -> Answer {
    let replica = try session.replica()
    guard let user = try replica.read({ try $0.author() }) else {
      throw ShellError(.loginNeeded, .exportNeedsAccount, exit: .login)
    }
    let lock = try replica.acquireRunLock()
    defer { lock.release() }
    let (operations, receipts) = try replica.exportOutbox(
      to: file,
      user: user,
      now: session.context.clock(),
      makeID: { makeID(session) }
    )
    return Answer(
      [
        "file": .text(file.path), "operations": .integer(Int64(operations)),
        "receipts": .integer(Int64(receipts)),
      ],
      [.sentence(.exported(operations, receipts, file.path), .good)]
    )
  }

  private static func take(_ file: URL, _ session: Session) throws -> Answer {
    let replica = try session.replica()
    let replay = try OutboxReplay(of: file)
    guard let other = replay.header?.server else { throw ReplicaError(.badOutbox, file.path) }
    guard try replica.read({ try $0.remembered("server") }) == other else {
      throw ShellError(.notAllowed, .outboxOfOtherServer(other))
    }
    let lock = try replica.acquireRunLock()
    defer { lock.release() }
    let intake = OutboxImport(replica: replica, clock: session.context.runClock)
    let outcome = try intake.perform(replay)
    var answer = Answer(
      [
        "taken": .array(outcome.taken.map { .text($0.description) }),
        "left": .array(outcome.left.map { .text($0.description) }),
        "receipts": .array(outcome.receipts.map { .text($0.description) }),
        "damaged_lines": .integer(Int64(outcome.damagedLines)),
      ],
      [.sentence(.imported(outcome.taken.count, outcome.receipts.count), .good)]
    )
    answer.warnings = warnings(outcome.left, outcome.damagedLines)
    return answer
  }

  private static func recall(_ session: Session) throws -> Answer {
    let count = try session.replica().write(by: .engine) { try $0.takeTravellingBack() }
    return Answer(["recalled": .integer(Int64(count))], [.sentence(.recalled(count), .good)])
  }

  private static func warnings(_ left: [RowReference], _ damagedLines: Int) -> [Sentence] {
    (left.isEmpty ? [] : [.leftOut(left.map(\.description))])
      + (damagedLines == 0 ? [] : [.damagedLines(damagedLines)])
  }
}
