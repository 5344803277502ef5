import CatalogModel
package import Foundation
import ReplicaStore
import Synchronization

/// What a run is at, written where other processes on this laptop can read it: into the file that it holds
/// locked.
///
/// Nobody waits for the disk, and nothing depends on it: a trace is for the eyes of whoever waits.
package final class RunTrace: Sendable {
  private let lock: RunLock
  private let clock: any RunClock
  private let lastTold = Mutex<Double?>(nil)

  /// Seconds between two traces at least.
  private static let pause = 0.25

  /// The trace of the run that holds a lock.
  init(_ lock: RunLock, clock: any RunClock) {
    self.lock = lock
    self.clock = clock
  }

  /// Writes what the run is at, unless it has just done so.
  func note(_ progress: SyncProgress) {
    let now = clock.uptime()
    let isDue = lastTold.withLock { last in
      if let last, now - last < Self.pause { return false }
      last = now
      return true
    }
    guard isDue, case .object(var members) = progress.json else { return }
    members["process"] = .integer(Int64(ProcessInfo.processInfo.processIdentifier))
    lock.tell(Data(JSONNode.object(members).description.utf8))
  }

  /// What a run in another process of this laptop is at, if one is at work on the replica.
  ///
  /// - Parameter location: the replica's file.
  /// - Returns: the progress that it told last; nothing where nobody runs or nothing was told yet.
  package static func read(beside location: URL) -> SyncProgress? {
    guard let data = RunLock.told(beside: location), let node = try? JSONNode(parsing: data),
      case .integer(let number)? = node["process"], let process = pid_t(exactly: number),
      // What a run that died has left behind is no news.
      process > 0, kill(process, 0) == 0 || errno == EPERM
    else { return nil }
    return SyncProgress(node)
  }
}
