import Foundation
import ReplicaStore

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

  /// Removes the outbox, and outboxes and damaged replicas that were moved aside.
  ///
  /// An export is its maker's, wherever it lies.
  ///
  /// - Throws: ``ShellError`` with code `file-unwritable`.
  func removeCopies() throws(ShellError) {
    let copies = OutboxAside.files(in: folder) + Replica.damagedFiles(in: folder)
    for file in copies + [outbox, outbox.appendingPathExtension("new")] { try remove(file) }
  }

  /// The names of what is in the folder.
  var contents: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// Removes what is left of a home without a replica, and the folder if nothing of others is in it.
  func removeRemains() {
    for file in [session, configuration] { unlink(file.appendingPathExtension("new").path) }
    unlink(folder.appendingPathComponent("run.lock").path)
    rmdir(folder.path)
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
