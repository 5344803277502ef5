/// What a client remembers between requests.
struct SessionState: Sendable {
  /// The session of this server, if there is one.
  var session: StoredSession?
  /// Why the stored session could not be read, where it could not.
  var fault: String?
  /// Whether the server refused the remembered credentials; they are not tried again.
  var areCredentialsRefused = false
  /// What went over the wire.
  var traffic = Traffic()
}
