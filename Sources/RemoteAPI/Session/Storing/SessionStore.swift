/// Where a log-in is kept between runs.
package protocol SessionStore: Sendable {
  /// The session kept, or nothing where nobody is logged in.
  func load() throws -> StoredSession?
  /// Keeps a session in place of the one before; that one stays whole where this fails.
  func save(_ session: StoredSession) throws
  /// Forgets the session; not an error where there is none.
  func clear() throws
}
