import CatalogModel
import FieldTestSupport
import Foundation
import RemoteAPI
import ReplicaStore
import Synchronization
import Testing

@testable import SyncCore

/// A technician's laptop beside a depot, on virtual time; everything goes when the test ends.
final class Laptop {
  let world: World
  let name: String
  let transport: ScriptedTransport
  let clock: LaptopClock
  var settings = SyncSettings()
  private(set) var replica: Replica
  private let session = MemorySessionStore()
  /// Hears what a run is at.
  var report: @Sendable (SyncProgress) -> Void = { _ in }
  private let random: SeededRandom
  private let ownsWorld: Bool
  private var lives = 0
  private lazy var catalog = world.catalog
  private var home: URL

  /// A laptop that is logged in and has pulled everything, unless told otherwise.
  ///
  /// With `replica` it has that replica, made elsewhere, instead of one of its own.
  init(
    _ name: String = "aline",
    in world: World? = nil,
    holding resources: [String] = World.resources,
    includesSensitive: Bool = false,
    clockError: Double = 0,
    remembers: Bool = true,
    isLoaded: Bool = true,
    replica given: ((URL) throws -> Replica)? = nil
  ) throws {
    ownsWorld = world == nil
    self.world = try world ?? World(seed: 1)
    self.name = name
    random = SeededRandom(seed: 1, name: name)
    transport = ScriptedTransport(agent: name, world: self.world)
    clock = LaptopClock(timeline: self.world.timeline, error: clockError)
    home = self.world.folder.appendingPathComponent("\(name)-0")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let file = home.appendingPathComponent("replica.sqlite")
    replica =
      try given?(file)
      ?? Replica.create(
        at: file,
        catalog: self.world.catalog,
        resources: resources,
        server: "http://depot",
        includesSensitive: includesSensitive,
        now: clock.now()
      )
    try logIn(as: name, remember: remembers)
    if isLoaded { try sync() }
  }

  deinit { if ownsWorld { world.cleanUp() } }

  /// Logs in and makes the account the author of changes.
  func logIn(as user: String, remember: Bool = true) throws {
    let server = try server()
    _ = try wait { try await server.logIn(user: user, password: Secret(user), remember: remember) }
    try replica.write(by: .engine) { try $0.adoptAccount(user) }
  }

  func server() throws -> RemoteServer {
    RemoteServer(
      base: try ServerAddress(parsing: "http://127.0.0.1"),
      catalog: world.catalog,
      transport: transport,
      session: session,
      settings: RemoteSettings()
    )
  }

  /// Synchronizes once and returns what the run says.
  @discardableResult
  func sync(_ request: SyncRequest = SyncRequest()) throws -> SyncSummary {
    let engine = try engine()
    return try wait { try await engine.run(request) }
  }

  /// Synchronizes until the laptop dies, and starts it again with the files as they were then.
  func syncUntilDeath() throws {
    let engine = try engine()
    let isOver = Mutex(false)
    world.timeline.start {
      _ = try? await engine.run()
      isOver.withLock { $0 = true }
    }
    // Only what the laptop itself waits for: what happens to the server later is yet to come.
    world.timeline.run { isOver.withLock { $0 } || transport.isDone }
    try #require(!isOver.withLock { $0 }, "the laptop was to die in this run")
    try restart()
  }

  /// Loses the database and makes a new one from the outbox, the only file that is left.
  ///
  /// - Returns: the rows whose work came back, and those whose work could not.
  @discardableResult
  func destroy() throws -> (taken: [RowReference], left: [RowReference]) {
    lives += 1
    let next = world.folder.appendingPathComponent("\(name)-\(lives)")
    try FileManager.default.createDirectory(at: next, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: home.appendingPathComponent("outbox.jsonl"),
      to: next.appendingPathComponent("outbox.jsonl")
    )
    home = next
    let recovery = try Replica.recover(
      at: next.appendingPathComponent("replica.sqlite"),
      catalog: world.catalog,
      without: OutboxHeader(server: "http://depot", resources: []),
      now: clock.now()
    )
    replica = recovery.replica
    return (recovery.taken, recovery.left)
  }

  /// Lets time pass.
  func pass(seconds: Double) throws {
    let timeline = world.timeline
    try wait { await timeline.sleep(seconds: seconds) }
  }

  /// Reads the replica's table.
  func table(_ resource: String) throws -> ResourceTable {
    try #require(replica.layout.table(resource))
  }

  /// Holds only some rows of a resource; tells how many left.
  @discardableResult
  func narrow(_ resource: String, to scope: RowScope?) throws -> Int {
    let table = try table(resource)
    let left = try replica.write(by: .engine) { try $0.narrow(table, to: scope) }
    try restart()
    return left
  }

  /// Goes by rules about who wins in conflicts from now on.
  func decide(by rules: [PolicyRule]) throws {
    catalog = world.catalog.deciding(rules)
    try restart()
  }

  private func engine() throws -> SyncEngine {
    SyncEngine(
      replica: replica,
      server: try server(),
      clock: clock,
      random: { [random] in random.next() },
      settings: settings,
      report: report
    )
  }

  private func restart() throws {
    lives += 1
    transport.revive()
    let next = world.folder.appendingPathComponent("\(name)-\(lives)")
    try FileManager.default.createDirectory(at: next, withIntermediateDirectories: true)
    for file in ["replica.sqlite", "replica.sqlite-wal"] {
      let from = home.appendingPathComponent(file)
      guard FileManager.default.fileExists(atPath: from.path) else { continue }
      try FileManager.default.copyItem(at: from, to: next.appendingPathComponent(file))
    }
    home = next
    replica = try Replica.open(
      at: next.appendingPathComponent("replica.sqlite"),
      catalog: catalog
    )
  }

  private func wait<Value: Sendable>(
    _ body: @escaping @Sendable () async throws -> Value
  ) throws -> Value {
    let result = Mutex<Result<Value, any Error>?>(nil)
    world.timeline.start {
      do {
        let value = try await body()
        result.withLock { $0 = .success(value) }
      } catch {
        result.withLock { $0 = .failure(error) }
      }
    }
    world.timeline.run { result.withLock { $0 != nil } }
    return try #require(result.withLock { $0 }, "the task never ended").get()
  }
}
