import Foundation

extension Home {
  /// Removes the replica with the files that SQLite keeps beside it.
  ///
  /// - Throws: ``ShellError`` with code `file-unwritable`.
  func removeReplica() throws(ShellError) {
    for suffix in ["-wal", "-shm", "-journal", ""] {
      try remove(URL(fileURLWithPath: replica.path + suffix))
    }
  }

  /// Removes a file; nothing happens where there is none.
  ///
  /// - Throws: ``ShellError`` with code `file-unwritable`.
  func remove(_ file: URL) throws(ShellError) {
    guard unlink(file.path) != 0, errno != ENOENT else { return }
    throw ShellError(
      .fileUnwritable,
      .cannotWrite(file.path, reason: String(cString: strerror(errno))),
      exit: .storage
    )
  }
}
