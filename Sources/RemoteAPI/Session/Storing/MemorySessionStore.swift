import Synchronization

/// Keeps the session for as long as the process lives, for a token given from outside.
package final class MemorySessionStore: SessionStore {
  private let session: Mutex<StoredSession?>

  /// A store that holds that session.
  package init(_ session: StoredSession? = nil) {
    self.session = Mutex(session)
  }

  /// The session held.
  package func load() -> StoredSession? { session.withLock { $0 } }

  /// Holds a session in place of the one before.
  package func save(_ session: StoredSession) { self.session.withLock { $0 = session } }

  /// Forgets the session.
  package func clear() { session.withLock { $0 = nil } }
}
