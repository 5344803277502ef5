import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore

/// `logout`: forgets the log-in, and with `--wipe` everything else.
enum LogoutVerb {
  static let verb = Verb(
    "logout",
    options: [
      .flag("wipe", .wipeOption), .flag("discard-unsent", .discardOption),
      .value("of", "ACCOUNT,…", .ofOption),
    ],
    help: .logout
  ) { invocation, session in
    _ = try session.configuration()
    let discards = invocation.has("discard-unsent")
    guard discards || !invocation.has("of") else {
      throw ShellError(.optionClash, .ofNeedsDropping, exit: .usage)
    }
    guard invocation.has("wipe") else {
      guard !discards else {
        throw ShellError(.missingOperand, .discardWithoutWipe, exit: .usage)
      }
      try FileSessionStore(file: session.home.session).clear()
      return Answer(["wiped": .boolean(false)], [.sentence(.loggedOut, .good)])
    }
    let unsent = try unsent(session, isRead: !discards)
    let others = OthersWork(in: unsent.entries, author: unsent.author)
    let isSaid = discards && others.isNamed(by: invocation.names("of") ?? [])
    guard try isSaid || isAgreed(unsent, others, discards: discards, session) else {
      return Answer(["wiped": .boolean(false)], [.sentence(.nothingWiped)])
    }
    try wipe(session)
    return wiped(unsent, others, session)
  }

  /// What would be lost.
  private struct Unsent {
    var entries: [QueueEntry] = []
    var author: String?
    /// Outboxes that were moved aside, with work that the replica lacks.
    var aside: [OutboxAside] = []

    /// Rows of unsent work; nobody knows what is in lines that cannot be read, so they count as one.
    var rows: Int { entries.count + aside.reduce(0) { $0 + max($1.rows, 1) } }
  }

  private static func wiped(_ unsent: Unsent, _ others: OthersWork, _ session: Session) -> Answer {
    let blocks: [Block] = [.sentence(.wiped(session.home.folder.path), .good)]
    var answer = Answer(
      [
        "wiped": .boolean(true), "discarded": .integer(Int64(unsent.rows)),
        "of_others": others.json,
      ],
      blocks + (others.isEmpty ? [] : [.sentence(.takenFrom(others), .warning)])
    )
    let hasAgent = (try? AgentControl(session: session).isAlive()) ?? false
    let left = session.home.contents.filter { !hasAgent || !$0.hasPrefix("agent.") }
    if !left.isEmpty { answer.warnings = [.leftInHome(left, session.home.folder.path)] }
    if hasAgent { answer.warnings.append(.agentStays) }
    return answer
  }

  // Whoever gives everything up need not have a replica that can be read.
  private static func unsent(_ session: Session, isRead: Bool) throws -> Unsent {
    guard FileManager.default.fileExists(atPath: session.home.replica.path) else {
      return Unsent(aside: OutboxAside.orphans(in: session.home.folder))
    }
    do {
      let replica = try session.replica()
      let (entries, author) = try replica.read { (try $0.queue(), try $0.author()) }
      return Unsent(entries: entries, author: author, aside: try replica.outboxesAside())
    } catch let error as ReplicaError where !isRead && error.code != .busy {
      return Unsent()
    }
  }

  // Work that would be lost is shown to a person, who is asked; a script is refused.
  private static func isAgreed(
    _ unsent: Unsent,
    _ others: OthersWork,
    discards: Bool,
    _ session: Session
  ) throws -> Bool {
    guard unsent.rows > 0 else { return true }
    guard session.asksPeople else {
      guard !discards else { throw others.refusal(dropping: nil) }
      throw ShellError(.unsentWork, .unsentWork(unsent.rows, others), exit: .failed)
    }
    let shown = unsent.entries.isEmpty ? nil : try session.shownValues()
    session.output.show(
      [.sentence(.aboutToDrop(of: others), .warning)]
        + (shown.map { shown in unsent.entries.flatMap { QueuePage.values($0, shown) } } ?? [])
        + unsent.aside.map { .sentence(.outboxAside($0), .warning) }
    )
    let question = Sentence.wipeQuestion(unsent.rows)
    return session.isConfirmed(others.isEmpty ? question : .lostFor(others) + question)
  }

  private static func wipe(_ session: Session) throws {
    let lock = try session.lockForWiping()
    defer { lock?.release() }
    session.close()
    try FileSessionStore(file: session.home.session).clear()
    try session.home.removeReplica()
    try session.home.removeCopies()
    try session.home.remove(session.home.history)
    // Last: while it is there, a wipe that was killed half way can be said again.
    try session.home.remove(session.home.configuration)
    try AgentControl(session: session).removeTraces()
    session.home.removeRemains()
  }
}
