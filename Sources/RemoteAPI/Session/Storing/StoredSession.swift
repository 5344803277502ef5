/// A log-in that outlives the process.
package struct StoredSession: Sendable, Hashable {
  /// The address of the server that gave the token; it is sent to no other.
  package var server: String
  /// The token.
  package var token: Secret
  /// When the server said the token dies, as it wrote it; use makes it live longer.
  package var expiry: String?
  /// Who is logged in, where the server told.
  package var account: Account?
  /// What is needed to log in again, where the user asked to be remembered.
  package var credentials: Credentials?

  /// A session with its parts.
  package init(
    server: String,
    token: Secret,
    expiry: String? = nil,
    account: Account? = nil,
    credentials: Credentials? = nil
  ) {
    self.server = server
    self.token = token
    self.expiry = expiry
    self.account = account
    self.credentials = credentials
  }
}
