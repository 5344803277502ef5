package import Foundation
import Synchronization

/// The right to do one thing with a replica, such as a run, held by one process at a time.
///
/// It is an operating-system lock on a file beside the database: it dies with its process, and a
/// laptop that slept cannot be overtaken, as it could with a lease by the clock.
package final class RunLock: Sendable {
  /// The locked file's descriptor; nothing once released.
  private let descriptor: Mutex<Int32?>

  /// Bytes that are read of what a holder told.
  private static let longestWords = 4_096

  /// Takes the lock at once or not at all: the one for runs, or another file's beside the replica.
  ///
  /// - Throws: ``ReplicaError`` with `busy` when another run holds it, and with the code that fits
  ///   when the file cannot be made.
  package init(beside location: URL, named name: String = "run.lock") throws(ReplicaError) {
    let path = location.deletingLastPathComponent().appendingPathComponent(name).path
    // Closed on exec: a child must not keep the lock of a parent that died.
    let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw ReplicaFile.failure(path) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let failure =
        errno == EWOULDBLOCK ? ReplicaError(.busy, location.path) : ReplicaFile.failure(path)
      close(file)
      throw failure
    }
    fchmod(file, 0o600)
    // What a holder told that died without giving it back.
    ftruncate(file, 0)
    descriptor = Mutex(file)
  }

  /// Whether a process holds the lock, without standing in the way of one that is about to take it for
  /// longer than the question takes.
  ///
  /// - Throws: ``ReplicaError`` with the code that fits when the file cannot be read.
  package static func isHeld(
    beside location: URL,
    named name: String = "run.lock"
  ) throws(ReplicaError) -> Bool {
    let path = location.deletingLastPathComponent().appendingPathComponent(name).path
    let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else {
      guard errno == ENOENT else { throw ReplicaFile.failure(path) }
      return false
    }
    defer { close(file) }
    // Shared, so that two who ask at one time do not take each other for a holder.
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  /// Writes what its holder is at into the locked file, for other processes to read; nothing waits for the
  /// disk, and what cannot be written is left out.
  package func tell(_ words: Data) {
    descriptor.withLock { file in
      guard let file else { return }
      let count = words.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
      ftruncate(file, off_t(max(0, count)))
    }
  }

  /// What the holder of a lock told last; nothing where it told nothing, or gave the lock back.
  ///
  /// Whether a holder that died without giving it back is meant, only its words can say.
  package static func told(beside location: URL, named name: String = "run.lock") -> Data? {
    let path = location.deletingLastPathComponent().appendingPathComponent(name).path
    // Neither a pipe, which nobody may ever fill, nor a file somewhere else.
    let file = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var room = [UInt8](repeating: 0, count: longestWords)
    let count = read(file, &room, room.count)
    return count > 0 ? Data(room[..<count]) : nil
  }

  /// Gives the lock back; a second call does nothing.
  package func release() {
    descriptor.withLock { file in
      if let open = file {
        ftruncate(open, 0)
        close(open)
      }
      file = nil
    }
  }

  deinit { release() }
}
