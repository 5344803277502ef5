#if os(Linux)
@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Hears when files of a home change (inotify(7)): the outbox at every edit, the log-in, the settings,
/// the replica put in place of another, the word that the agent is to rest; and when the folder itself
/// goes.
package final class HomeWatch: AgentWatch {
  /// The file whose presence means that the agent is to rest.
  package static let pauseFile = "agent.paused"

  private let descriptor: Int32
  private let pausePath: String
  private let inbox: AgentInbox
  private let source: any DispatchSourceRead
  // One reads and tells at a time, so that whoever looks after another knows what that one read.
  private let reading = Mutex(())

  /// A watch over a folder that tells the inbox; nothing where the kernel has none left to give.
  package init?(folder: String, telling inbox: AgentInbox) {
    let descriptor = inotify_init1(Int32(IN_CLOEXEC) | Int32(IN_NONBLOCK))
    guard descriptor >= 0 else { return nil }
    let ofFiles = IN_CREATE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE
    let changes = ofFiles | IN_DELETE_SELF | IN_MOVE_SELF
    guard inotify_add_watch(descriptor, folder, UInt32(changes)) >= 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
    self.inbox = inbox
    pausePath = "\(folder)/\(Self.pauseFile)"
    source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: .global())
    source.setEventHandler { [weak self] in self?.look() }
    source.setCancelHandler { close(descriptor) }
    source.resume()
  }

  /// Tells what has happened to the files and was not told yet.
  package func look() {
    reading.withLock { _ in
      var room = [UInt8](repeating: 0, count: 16_384)
      while true {
        let count = read(descriptor, &room, room.count)
        guard count > 0 else { return }
        for change in Self.changes(in: room[..<count]) { tell(change) }
      }
    }
  }

  /// Listens no more.
  package func end() { source.cancel() }

  private func tell(_ change: Change) {
    let isWritten = change.mask & UInt32(IN_MODIFY) != 0
    guard change.mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF) == 0 else {
      return inbox.put(.homeGone)
    }
    switch change.name {
    case "outbox.jsonl": inbox.put(.edited)
    case "session.json": inbox.put(.loggedIn)
    case "config.json": inbox.put(.homeChanged)
    // Written to, it is a run or an edit; put in the place of another, it is news.
    case "replica.sqlite" where !isWritten: inbox.put(.homeChanged)
    case Self.pauseFile: inbox.put(.paused(access(pausePath, F_OK) == 0))
    default: break
    }
  }

  struct Change: Equatable {
    let mask: UInt32
    let name: String
  }

  // struct inotify_event: watch, mask, cookie and length of 4 bytes each, then a name filled with zeros.
  static func changes(in bytes: ArraySlice<UInt8>) -> [Change] {
    var found: [Change] = []
    var rest = bytes
    while rest.count >= 16 {
      let words = rest.prefix(16).withUnsafeBytes { raw in
        (0..<4).map { raw.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self) }
      }
      let length = Int(words[3])
      let name = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
      found.append(Change(mask: words[1], name: String(decoding: name, as: UTF8.self)))
      rest = rest.dropFirst(16 + length)
    }
    return found
  }
}
#endif
