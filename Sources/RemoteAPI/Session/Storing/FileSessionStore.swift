package import Foundation

/// Keeps the session in a file that only its owner can read.
///
/// File mode 0600 and folder mode 0700 hold whatever the umask; a new session replaces the old one
/// in one step, so that a crash leaves either.
package struct FileSessionStore: SessionStore {
  /// The file.
  package let file: URL

  /// A store in that file; nothing is touched yet.
  package init(file: URL) {
    self.file = file
  }

  /// The session kept, or nothing where there is no file.
  ///
  /// - Throws: ``SessionStoreError`` if the file cannot be read or is not a session.
  package func load() throws -> StoredSession? {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch let error as CocoaError where error.code == .fileReadNoSuchFile {
      return nil
    } catch {
      throw SessionStoreError(
        code: .unreadable,
        subject: file.path,
        cause: (error as NSError).localizedDescription
      )
    }
    // The decoder's own words are left out: they can quote the document.
    guard let document = try? JSONDecoder().decode(SessionDocument.self, from: data),
      let session = document.session
    else { throw SessionStoreError(code: .malformed, subject: file.path) }
    return session
  }

  /// Writes the session, with its folder where needed; durable once this returns.
  ///
  /// - Throws: ``SessionStoreError``; the session before stays whole.
  package func save(_ session: StoredSession) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try PrivateFile(path: file.path).replace(
      with: Array(try encoder.encode(SessionDocument(session)))
    )
  }

  /// Removes the file.
  ///
  /// - Throws: ``SessionStoreError`` if there is a file and it cannot be removed.
  package func clear() throws {
    guard unlink(file.path) != 0, errno != ENOENT else { return }
    throw PrivateFile(path: file.path).fault()
  }
}
