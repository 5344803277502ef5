import Foundation

extension Home {
  /// Removes the replica with the files that SQLite keeps beside it.
  ///
  /// - Throws: ``ShellError`` with code `file-unwritable`.
  func removeReplica() throws(ShellError) {
    // What a process that died left half made goes too: it may hold rows.
    for suffix in ["-wal", "-shm", "-journal", ".new", ".new-journal", ""] {
      try remove(URL(fileURLWithPath: replica.path + suffix))
    }
  }

  /// Removes what is left of a home without a replica, and the folder if nothing of others is in it.
  func removeRemains() {
    for file in [session, configuration] { unlink(file.appendingPathExtension("new").path) }
    unlink(folder.appendingPathComponent("run.lock").path)
    rmdir(folder.path)
  }

  /// Moves a damaged replica aside, with the files that SQLite keeps beside it.
  ///
  /// - Throws: ``ShellError`` with code `file-unwritable`.
  func setReplicaAside() throws(ShellError) {
    let stem = replica.deletingPathExtension().path + "-damaged"
    var number = 1
    while access("\(stem)-\(number).sqlite", F_OK) == 0 { number += 1 }
    for suffix in ["-wal", "-shm", "-journal", ""] where access(replica.path + suffix, F_OK) == 0 {
      let other = "\(stem)-\(number).sqlite\(suffix)"
      guard rename(replica.path + suffix, other) == 0 else {
        throw ShellError(
          .fileUnwritable,
          .cannotWrite(other, reason: String(cString: strerror(errno))),
          exit: .storage
        )
      }
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
