import FieldAgent
import Foundation
import SyncCore
import Testing

#if os(Linux)
struct HomeWatchTests {
  private let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("fieldsync-\(UUID().uuidString)", isDirectory: true)

  private func heard(_ change: (URL) throws -> Void) throws -> [AgentEvent] {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for name in ["outbox.jsonl", "replica.sqlite"] {
      try Data("before".utf8).write(to: folder.appendingPathComponent(name))
    }
    let inbox = AgentInbox(clock: SystemClock())
    let watch = try #require(HomeWatch(folder: folder.path, telling: inbox))
    defer { watch.end() }
    inbox.add(watch)
    try change(folder)
    return inbox.takeAll()
  }

  private func append(_ name: String, _ folder: URL) throws {
    let file = try FileHandle(forWritingTo: folder.appendingPathComponent(name))
    try file.seekToEnd()
    try file.write(contentsOf: Data("more".utf8))
    try file.close()
  }

  @Test func `an edit is heard, once, before the watch's thread tells it`() throws {
    let events = try heard { folder in
      try append("outbox.jsonl", folder)
      try append("outbox.jsonl", folder)
    }
    #expect(events == [.edited])
  }

  @Test func `a log-in is heard, a database at work is not`() throws {
    #expect(try heard { try append("replica.sqlite", $0) } == [])
    let events = try heard { folder in
      try Data("{}".utf8).write(to: folder.appendingPathComponent("session.json"), options: .atomic)
    }
    #expect(events == [.loggedIn])
  }

  @Test func `settings are heard`() throws {
    let events = try heard { folder in
      try Data("{}".utf8).write(to: folder.appendingPathComponent("config.json"), options: .atomic)
    }
    #expect(events == [.homeChanged])
  }

  @Test func `a folder that is moved or removed is heard`() throws {
    let moved = try heard { folder in
      #expect(rename(folder.path, folder.path + ".moved") == 0)
    }
    try FileManager.default.removeItem(atPath: folder.path + ".moved")
    #expect(moved == [.homeGone])
    let removed = try heard { try FileManager.default.removeItem(at: $0) }
    #expect(removed.contains(.homeGone))
  }

  @Test func `another replica in place of the old one is heard`() throws {
    let events = try heard { folder in
      let other = folder.appendingPathComponent("other")
      try Data("other".utf8).write(to: other)
      #expect(rename(other.path, folder.appendingPathComponent("replica.sqlite").path) == 0)
    }
    #expect(events == [.homeChanged])
  }

  @Test func `the word to rest is heard, and the word to go on`() throws {
    let events = try heard { folder in
      let file = folder.appendingPathComponent(HomeWatch.pauseFile)
      try Data().write(to: file)
    }
    #expect(events == [.paused(true)])
  }
}
#endif
