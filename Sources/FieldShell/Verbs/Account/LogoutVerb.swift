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
    let (entries, author) = try unsent(session, isRead: !discards)
    let others = OthersWork(in: entries, author: author)
    let isSaid = discards && others.isNamed(by: invocation.names("of") ?? [])
    guard try isSaid || isAgreed(entries, others, discards: discards, session) else {
      return Answer(["wiped": .boolean(false)], [.sentence(.nothingWiped)])
    }
    try wipe(session)
    let blocks: [Block] = [.sentence(.wiped(session.home.folder.path), .good)]
    return Answer(
      [
        "wiped": .boolean(true), "discarded": .integer(Int64(entries.count)),
        "of_others": others.json,
      ],
      blocks + (others.isEmpty ? [] : [.sentence(.takenFrom(others), .warning)])
    )
  }

  // Whoever gives everything up need not have a replica that can be read.
  private static func unsent(
    _ session: Session,
    isRead: Bool
  ) throws -> (entries: [QueueEntry], author: String?) {
    guard FileManager.default.fileExists(atPath: session.home.replica.path) else {
      return ([], nil)
    }
    do {
      return try session.replica().read { (try $0.queue(), try $0.author()) }
    } catch let error as ReplicaError where !isRead && error.code != .busy {
      return ([], nil)
    }
  }

  // Work that would be lost is shown to a person, who is asked; a script is refused.
  private static func isAgreed(
    _ entries: [QueueEntry],
    _ others: OthersWork,
    discards: Bool,
    _ session: Session
  ) throws -> Bool {
    guard !entries.isEmpty else { return true }
    guard session.asksPeople else {
      guard !discards else { throw others.refusal(dropping: nil) }
      throw ShellError(.unsentWork, .unsentWork(entries.count, others), exit: .failed)
    }
    let shown = try session.shownValues()
    session.output.show(
      [.sentence(.aboutToDrop(of: others), .warning)]
        + entries.flatMap { QueuePage.values($0, shown) }
    )
    let question = Sentence.wipeQuestion(entries.count)
    return session.isConfirmed(others.isEmpty ? question : .lostFor(others) + question)
  }

  private static func wipe(_ session: Session) throws {
    let lock = try session.lockForWiping()
    defer { lock?.release() }
    session.close()
    try FileSessionStore(file: session.home.session).clear()
    try session.home.removeReplica()
    try session.home.remove(session.home.outbox)
    try session.home.remove(session.home.history)
    // Last: while it is there, a wipe that was killed half way can be said again.
    try session.home.remove(session.home.configuration)
    session.home.removeRemains()
  }
}
