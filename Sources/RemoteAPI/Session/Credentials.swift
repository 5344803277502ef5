/// What is needed to log in again.
package struct Credentials: Sendable, Hashable {
  /// The user's name.
  package let user: String
  /// The user's password.
  package let password: Secret

  /// Credentials of a user.
  package init(user: String, password: Secret) {
    self.user = user
    self.password = password
  }
}
