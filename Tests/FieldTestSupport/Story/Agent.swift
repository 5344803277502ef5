package import CatalogModel
import DepotCore
import Foundation
package import RemoteAPI
package import ReplicaStore
package import SyncCore
import Synchronization

/// One technician with a laptop, in a simulation.
package final class Agent: Sendable {
  /// What a technician did, noted outside the replica for whoever checks the laws.
  package struct Edit: Sendable {
    package let resource: String
    /// The key at the time of the edit, as the replica showed it.
    package let key: RowKey
    /// Nothing where the edit made or deleted the row.
    package let column: String?
    package let old: FieldValue
    package let new: FieldValue
    package let kind: ChangeKind
    /// Whether it took something back before it was sent, so that the new value reaches nobody.
    package var isTakingBack = false
  }

  package let name: String
  let world: World
  let transport: VillageTransport
  let random: SeededRandom
  let clock: LaptopClock
  private let session = MemorySessionStore()
  /// Decides which deaths of the laptop take the database along.
  private let disk: SeededRandom
  /// The resources that the laptop holds.
  package let resources: [String]
  private let state: Mutex<State>

  private struct State {
    var replica: Replica
    var home: URL
    var lives = 0
    var edits: [Edit] = []
    var deeds: [Deed] = []
    var lost: [URL] = []
    /// Keys that stood for rows to come when a database was lost, and those that stand for them since.
    var renamed: [RowKey: RowKey] = [:]
    var callsUnits = true
    var permission = "SYSTEM"
  }

  /// A technician who has logged in and whose replica is empty.
  package init(
    name: String,
    world: World,
    holding resources: [String] = World.resources,
    clockError: Double,
    plan: FaultPlan
  ) throws {
    self.name = name
    self.world = world
    self.resources = resources
    random = SeededRandom(seed: world.seed, name: name)
    disk = SeededRandom(seed: world.seed, name: "disk of \(name)")
    clock = LaptopClock(timeline: world.timeline, error: clockError)
    transport = VillageTransport(
      agent: name,
      depot: world.depot,
      timeline: world.timeline,
      random: SeededRandom(seed: world.seed, name: "link of \(name)"),
      wire: world.wire,
      plan: plan
    )
    let home = world.folder.appendingPathComponent("\(name)-0")
    try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
    let replica = try Replica.create(
      at: home.appendingPathComponent("replica.sqlite"),
      catalog: world.catalog,
      resources: resources,
      server: "http://depot",
      includesSensitive: false,
      now: clock.now()
    )
    state = Mutex(State(replica: replica, home: home))
    try replica.write(by: .engine) { try $0.adoptAccount(name) }
  }

  /// The replica of the laptop's present life.
  package var replica: Replica { state.withLock { $0.replica } }

  /// Everything the technician did.
  package var edits: [Edit] { state.withLock { $0.edits } }

  /// Notes something the technician did.
  package func note(_ edit: Edit) { state.withLock { $0.edits.append(edit) } }

  /// Everything the technician asked for, and gave up of it.
  package var deeds: [Deed] { state.withLock { $0.deeds } }

  /// Notes something the technician asked for, or gave up.
  package func note(_ deed: Deed) { state.withLock { $0.deeds.append(deed) } }

  /// The key that stands by now for a row to come, where the database that gave the first one was lost.
  func current(_ key: RowKey) -> RowKey {
    state.withLock { state in
      var key = key
      while let next = state.renamed[key], next != key { key = next }
      return key
    }
  }

  /// What the server lets the technician do.
  var permission: String { state.withLock { $0.permission } }

  /// Lets the server let the technician do no more than that.
  func setPermission(_ permission: String) {
    state.withLock { $0.permission = permission }
    let account = DepotAccount(username: name, password: name, permission: permission)
    world.depot.addAccount(account)
  }

  /// From now on runs of this laptop leave units alone, so that these have nothing more to tell.
  func leaveUnitsAlone() { state.withLock { $0.callsUnits = false } }

  /// A client of the depot that is logged in, as far as the link allows.
  package func server() throws -> RemoteServer {
    RemoteServer(
      base: try ServerAddress(parsing: "http://127.0.0.1"),
      catalog: world.catalog,
      transport: transport,
      session: session,
      settings: RemoteSettings()
    )
  }

  /// Logs in over a calm link.
  package func logIn() async throws {
    let plan = transport.plan
    transport.plan = .calm
    _ = try await server().logIn(user: name, password: Secret(name), remember: true)
    transport.plan = plan
  }

  /// Synchronizes once.
  package func sync() async throws -> SyncSummary {
    let engine = SyncEngine(
      replica: replica,
      server: try server(),
      clock: clock,
      random: { [random] in random.next() },
      settings: settings
    )
    return try await engine.run()
  }

  /// Some laptops ask for everything in each run, others let resources take turns.
  private var settings: SyncSettings {
    SyncSettings(
      settle: 30,
      firstPageSize: 3,
      newsInRun: [nil, 7, 4][Int(world.seed % 3)],
      lanesAhead: [nil, 2, 16][Int(world.seed / 3 % 3)],
      units: state.withLock { $0.callsUnits } ? Self.units : nil
    )
  }

  /// How runs ask units to report; only over connections, as text messages are what people ask for.
  private static let units = UnitRules(
    units: "products",
    repairs: "repairs",
    repairUnit: "product_imei",
    finished: "refurbishment_date",
    calls: [UnitRules.Call(action: "sync", pause: unitPause)]
  )

  /// Seconds between two calls of one unit by the runs of one laptop.
  static let unitPause: Double = 900

  /// Databases that were destroyed, latest first: what they knew besides unsent work is gone.
  var lostDatabases: [URL] { state.withLock { $0.lost.reversed() } }

  /// Starts a new life after the laptop died: with the files as they were at that moment, or, now and
  /// then, without the database.
  ///
  /// - Returns: whether the database was lost.
  func restart() throws -> Bool {
    transport.revive()
    return try state.withLock { state in
      state.lives += 1
      let home = world.folder.appendingPathComponent("\(name)-\(state.lives)")
      try FileManager.default.createDirectory(at: home, withIntermediateDirectories: true)
      try Self.copy("outbox.jsonl", from: state.home, to: home)
      let place = home.appendingPathComponent("replica.sqlite")
      let hasOutbox = FileManager.default.fileExists(
        atPath: home.appendingPathComponent("outbox.jsonl").path
      )
      let isLost = disk.fraction() < 0.3 && hasOutbox
      if isLost {
        state.lost.append(state.home.appendingPathComponent("replica.sqlite"))
        let expected = try Self.expectedRepairs(in: state.replica)
        state.replica = try recover(at: place)
        for (old, new) in zip(expected, try Self.expectedRepairs(in: state.replica)) {
          state.renamed[old] = new
        }
      } else {
        for file in ["replica.sqlite", "replica.sqlite-wal"] {
          try Self.copy(file, from: state.home, to: home)
        }
        state.replica = try Replica.open(at: place, catalog: world.catalog)
      }
      state.home = home
      return isLost
    }
  }

  private func recover(at place: URL) throws -> Replica {
    let recovery = try Replica.recover(
      at: place,
      catalog: world.catalog,
      without: OutboxHeader(server: "http://depot", resources: resources),
      now: clock.now()
    )
    guard recovery.left.isEmpty, recovery.damagedLines == 0 else {
      throw StoryError.notRecovered("\(name): \(recovery.left)")
    }
    return recovery.replica
  }

  // The keys of repairs that waiting calls will name, in the order of the queue.
  private static func expectedRepairs(in replica: Replica) throws -> [RowKey] {
    try replica.read { reader in
      try reader.calls().compactMap { call in
        call.action.opened.flatMap { call.values[$0.member] }.flatMap(RowKey.init)
      }
    }
  }

  private static func copy(_ name: String, from old: URL, to new: URL) throws {
    let file = old.appendingPathComponent(name)
    guard FileManager.default.fileExists(atPath: file.path) else { return }
    try FileManager.default.copyItem(at: file, to: new.appendingPathComponent(name))
  }
}
