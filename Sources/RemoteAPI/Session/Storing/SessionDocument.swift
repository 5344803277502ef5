import Foundation

/// The session as its file spells it.
struct SessionDocument: Codable {
  /// The format this program reads.
  static let format = "fieldsync.session/1"

  let format: String
  let server: String
  let token: String
  let expiry: String?
  let account: Account?
  let user: String?
  let password: String?

  init(_ session: StoredSession) {
    format = Self.format
    server = session.server
    token = session.token.revealed
    expiry = session.expiry
    account = session.account
    user = session.credentials?.user
    password = session.credentials?.password.revealed
  }

  /// The session; nothing where the document is of another format.
  var session: StoredSession? {
    guard format == Self.format else { return nil }
    let credentials: Credentials? =
      if let user, let password { Credentials(user: user, password: Secret(password)) } else { nil }
    return StoredSession(
      server: server,
      token: Secret(token),
      expiry: expiry,
      account: account,
      credentials: credentials
    )
  }
}
