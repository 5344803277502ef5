import RemoteAPI
import ReplicaStore

/// The names by which the server calls this account in the stamps of rows.
struct OwnNames {
  let run: RunContext

  /// The names, and whether a row of ours has shown which it is.
  ///
  /// - Throws: ``ReplicaError`` when the database cannot be read.
  func names() throws -> (names: [String], isLearned: Bool) {
    let learned = try run.replica.read { try $0.remembered("identity:\(run.user)") }
    if let learned { return ([learned], true) }
    return ([run.user] + (run.server.account?.identities ?? []), false)
  }
}
