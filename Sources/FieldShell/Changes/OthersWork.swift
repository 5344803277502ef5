import CatalogModel
import ReplicaStore

/// Unsent work among some entries of the queue that is not the author's: only the accounts that made it
/// can send it, and nobody gives it up without naming them.
struct OthersWork: Equatable {
  /// How many rows each account has changed, in the order of names.
  let rows: [(account: String, rows: Int)]

  /// What others made of the entries.
  init(in entries: [QueueEntry], author: String?) {
    let accounts = entries.flatMap { $0.users.filter { $0 != author } }
    let counts = Dictionary(accounts.map { ($0, 1) }, uniquingKeysWith: +)
    rows = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// What others made, as the replica counts it.
  init(_ counts: [String: Int]) {
    rows = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  /// The accounts, in the order of names.
  var accounts: [String] { rows.map(\.account) }

  var isEmpty: Bool { rows.isEmpty }

  /// Whether a person has named every one of them.
  func isNamed(by accounts: [String]) -> Bool {
    Set(self.accounts).isSubset(of: accounts)
  }

  /// The refusal to give it up unasked: with an entry of the queue, or with the whole home.
  func refusal(dropping entry: Int64?) -> ShellError {
    var error = ShellError(.othersWork, .othersWorkKept(self, dropping: entry))
    error.members = ["accounts": .array(accounts.map(JSONNode.text))]
    return error
  }

  /// Refuses to decide about it, which is for the account that made it.
  ///
  /// - Throws: ``ShellError`` with code `others-work` where any of it is another's.
  func requireOwn() throws(ShellError) {
    guard !isEmpty else { return }
    var error = ShellError(.othersWork, .othersDecision(self))
    error.members = ["accounts": .array(accounts.map(JSONNode.text))]
    throw error
  }

  /// Rows by account, for scripts.
  var json: JSONNode {
    .object(Dictionary(uniqueKeysWithValues: rows.map { ($0, .integer(Int64($1))) }))
  }

  static func == (left: OthersWork, right: OthersWork) -> Bool {
    left.rows.elementsEqual(right.rows) { $0 == $1 }
  }
}
