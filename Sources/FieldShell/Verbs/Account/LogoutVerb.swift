import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore

/// `logout`: forgets the log-in, and with `--wipe` everything else.
enum LogoutVerb {
  static let verb = Verb(
    "logout",
    options: [.flag("wipe", .wipeOption, isRepeatable: true)],
    help: .logout
  ) { invocation, session in
    _ = try session.configuration()
    guard invocation.has("wipe") else {
      try FileSessionStore(file: session.home.session).clear()
      return Answer(["wiped": .boolean(false)], [.sentence(.loggedOut, .good)])
    }
    try wipe(session, isInsistent: invocation.count("wipe") > 1)
    return Answer(["wiped": .boolean(true)], [.sentence(.wiped(session.home.folder.path), .good)])
  }

  private static func wipe(_ session: Session, isInsistent: Bool) throws {
    if FileManager.default.fileExists(atPath: session.home.replica.path), !isInsistent {
      let unsent = try session.replica().read { try $0.pendingRows().count }
      guard unsent == 0 else {
        throw ShellError(.unsentWork, .unsentWork(unsent), exit: .failed)
      }
    }
    let lock = try session.lockForWiping()
    defer { lock?.release() }
    session.close()
    try FileSessionStore(file: session.home.session).clear()
    try session.home.removeReplica()
    try session.home.remove(session.home.history)
    // Last: while it is there, a wipe that was killed half way can be said again.
    try session.home.remove(session.home.configuration)
  }
}
