import CatalogModel
import GRDB
import Synchronization

/// Who may log in, and which tokens are good.
///
/// Accounts live as long as the server; tokens are kept in `depot_tokens`, so that a restart does not
/// log anybody out. The exact last use is in memory, the table follows within a minute.
final class AccountBook: Sendable {
  private struct State {
    var accounts: [String: DepotAccount] = [:]
    var tokens: [String: Token] = [:]
    var randomness: any RandomNumberGenerator & Sendable
  }

  private struct Token {
    let username: String
    var lastUse: NaiveTime
    var storedUse: NaiveTime
  }

  private let state: Mutex<State>
  private let store: DepotStore
  private let lifetime: Double

  init(
    store: DepotStore,
    lifetime: Double,
    randomness: any RandomNumberGenerator & Sendable
  ) throws {
    self.store = store
    self.lifetime = lifetime
    var tokens: [String: Token] = [:]
    let rows = try store.writer.read { db in
      try Row.fetchAll(db, sql: "SELECT token, username, last_use FROM depot_tokens")
    }
    for row in rows {
      let use = NaiveTime(microseconds: row["last_use"])
      tokens[row["token"]] = Token(username: row["username"], lastUse: use, storedUse: use)
    }
    state = Mutex(State(tokens: tokens, randomness: randomness))
  }

  func add(_ account: DepotAccount) {
    state.withLock { $0.accounts[account.username] = account }
  }

  /// The account of a header `Authorization: Token token=…`.
  ///
  /// - Throws: ``Refusal/unauthorised(_:)`` where the token is absent, unknown or too old.
  func account(authorization: String?, now: NaiveTime) throws(Refusal) -> (DepotAccount, String) {
    guard let token = Self.token(in: authorization) else {
      throw .unauthorised("Authentication is required")
    }
    let account = state.withLock { state -> DepotAccount? in
      guard let known = state.tokens[token], expiry(of: known.lastUse) > now else { return nil }
      return state.accounts[known.username]
    }
    guard let account else { throw .unauthorised("The token is invalid or has expired") }
    return (account, token)
  }

  /// Lets a token live on from now.
  func noteUse(of token: String, now: NaiveTime) throws {
    let needsStoring = state.withLock { state -> Bool in
      guard var known = state.tokens[token] else { return false }
      known.lastUse = max(now, known.lastUse)
      let isDue = now.secondsSince1970 - known.storedUse.secondsSince1970 >= 60
      if isDue { known.storedUse = now }
      state.tokens[token] = known
      return isDue
    }
    guard needsStoring else { return }
    try store.writer.write { db in
      try db.execute(
        sql: "UPDATE depot_tokens SET last_use = ? WHERE token = ?",
        arguments: [now.microseconds, token]
      )
    }
  }

  /// Checks a password and hands out a token; nothing where name or password are wrong.
  func logIn(
    username: String,
    password: String,
    now: NaiveTime
  ) throws -> (account: DepotAccount, token: String, expiry: NaiveTime)? {
    let entry = state.withLock { state -> (DepotAccount, String)? in
      guard let account = state.accounts[username], account.password == password else { return nil }
      let token = Self.freshToken(using: &state.randomness)
      state.tokens[token] = Token(username: username, lastUse: now, storedUse: now)
      return (account, token)
    }
    guard let (account, token) = entry else { return nil }
    try store.writer.write { db in
      try db.execute(
        sql: "INSERT INTO depot_tokens (token, username, last_use) VALUES (?, ?, ?)",
        arguments: [token, username, now.microseconds]
      )
    }
    return (account, token, expiry(of: now))
  }

  /// Makes every token invalid at once.
  func expireTokens() throws {
    state.withLock { $0.tokens = [:] }
    try store.writer.write { db in try db.execute(sql: "DELETE FROM depot_tokens") }
  }

  private func expiry(of use: NaiveTime) -> NaiveTime { use.advanced(bySeconds: lifetime) }

  private static func token(in header: String?) -> String? {
    let prefix = "Token token="
    guard let header, header.hasPrefix(prefix) else { return nil }
    let token = header.dropFirst(prefix.count).drop { $0 == "\"" || $0 == " " }
    return token.prefix { $0 != "\"" && $0 != " " && $0 != "," }.description
  }

  private static func freshToken(
    using randomness: inout any RandomNumberGenerator & Sendable
  ) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    return String((0..<64).map { _ in letters[Int(randomness.next() % UInt64(letters.count))] })
  }
}
