import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore

/// `logout`: forgets the log-in, and with `--wipe` everything else.
enum LogoutVerb {
  static let verb = Verb(
    "logout",
    options: [.flag("wipe", .wipeOption), .flag("discard-unsent", .discardOption)],
    help: .logout
  ) { invocation, session in
    _ = try session.configuration()
    let discards = invocation.has("discard-unsent")
    guard invocation.has("wipe") else {
      guard !discards else {
        throw ShellError(.missingOperand, .discardWithoutWipe, exit: .usage)
      }
      try FileSessionStore(file: session.home.session).clear()
      return Answer(["wiped": .boolean(false)], [.sentence(.loggedOut, .good)])
    }
    guard try discards || isAgreed(session) else {
      return Answer(["wiped": .boolean(false)], [.sentence(.nothingWiped)])
    }
    try wipe(session)
    return Answer(["wiped": .boolean(true)], [.sentence(.wiped(session.home.folder.path), .good)])
  }

  // Work that would be lost is shown to a person, who is asked; a script is refused.
  private static func isAgreed(_ session: Session) throws -> Bool {
    guard FileManager.default.fileExists(atPath: session.home.replica.path) else { return true }
    let entries = try session.replica().read { try $0.queue() }
    guard !entries.isEmpty else { return true }
    guard session.asksPeople else {
      throw ShellError(.unsentWork, .unsentWork(entries.count), exit: .failed)
    }
    let shown = try session.shownValues()
    session.output.show(
      [.sentence(.aboutToDrop, .warning)] + entries.flatMap { QueuePage.values($0, shown) }
    )
    return session.isConfirmed(.wipeQuestion(entries.count))
  }

  private static func wipe(_ session: Session) throws {
    let lock = try session.lockForWiping()
    defer { lock?.release() }
    session.close()
    try FileSessionStore(file: session.home.session).clear()
    try session.home.removeReplica()
    try session.home.remove(session.home.history)
    // Last: while it is there, a wipe that was killed half way can be said again.
    try session.home.remove(session.home.configuration)
    session.home.removeRemains()
  }
}
