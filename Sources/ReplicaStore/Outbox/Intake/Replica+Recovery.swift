package import CatalogModel
package import Foundation
import GRDB

extension Replica {
  /// What an outbox in a file says.
  ///
  /// - Throws: ``ReplicaError`` with `no-outbox` where there is none, `bad-outbox` where the file is
  ///   none or a newer program wrote it.
  package static func replay(outbox file: URL) throws -> OutboxReplay {
    guard let handle = FileHandle(forReadingAtPath: file.path) else {
      throw ReplicaError(.noOutbox, file.path)
    }
    defer { try? handle.close() }
    var replay = OutboxReplay()
    var rest: [UInt8] = []
    while let more = try? handle.read(upToCount: 65_536), !more.isEmpty {
      rest += more
      var start = rest.startIndex
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        replay.take(rest[start..<end])
        start = end + 1
      }
      rest.removeFirst(start)
    }
    // What follows the last end of line is a line that a crash tore.
    guard replay.header != nil else { throw ReplicaError(.badOutbox, file.path) }
    return replay
  }

  /// Makes a replica anew that was destroyed, with the unsent work of its outbox.
  ///
  /// The work is verified before it is sent. The old outbox is moved aside and stays.
  ///
  /// - Parameters:
  ///   - location: where the destroyed replica was; nothing may be there any more.
  ///   - catalog: what the server has.
  ///   - now: the laptop's clock.
  ///   - makeID: names an operation.
  /// - Returns: the replica, open, and the rows whose work came back or could not.
  /// - Throws: ``ReplicaError``; the outbox is where it was then.
  package static func recover(
    at location: URL,
    catalog: Catalog,
    now: NaiveTime,
    makeID: () -> String
  ) throws -> (replica: Replica, taken: [RowReference], left: [RowReference], damagedLines: Int) {
    let file = OutboxFile(
      path: location.deletingLastPathComponent().appendingPathComponent("outbox.jsonl").path
    )
    let replay = try replay(outbox: URL(fileURLWithPath: file.path))
    guard let header = replay.header else { throw ReplicaError(.badOutbox, file.path) }
    // Opening the new replica moves the outbox of the old one aside: it is another's.
    let replica = try create(
      at: location,
      catalog: catalog,
      resources: header.resources.filter { catalog[$0] != nil },
      server: header.server,
      includesSensitive: header.includesSensitive,
      now: now
    )
    let (taken, left) = try replica.write(by: .engine) { writer in
      if let user = header.user {
        try writer.adoptAccount(user)
        try writer.remember("account", user)
      }
      return try writer.takeIn(replay, now: now, makeID: makeID)
    }
    return (replica, taken, left, replay.damagedLines)
  }
}
