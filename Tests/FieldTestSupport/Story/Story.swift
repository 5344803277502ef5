import CatalogModel
import Foundation
import RemoteAPI
import ReplicaStore
import SyncCore
import Synchronization

/// Two technicians and an office that edit the same rows over a bad link, told from one seed.
package final class Story: Sendable {
  package let world: World
  package let agents: [Agent]
  /// Steps each technician takes.
  private let steps: Int
  private let progress: Mutex<(left: [String: Int], finished: Set<String>, trouble: [String])>
  private let chronicle: @Sendable (String) -> Void

  /// Prepares a story of so many steps for each technician; the chronicle is told every step, for
  /// people who replay a seed.
  ///
  /// - Throws: what the depot or the file system throws.
  package init(
    seed: UInt64,
    steps: Int = 25,
    plan: FaultPlan? = nil,
    chronicle: @escaping @Sendable (String) -> Void = { _ in }
  ) throws {
    let world = try World(seed: seed, catalog: World.circularCatalog())
    self.world = world
    self.steps = steps
    self.chronicle = chronicle
    try world.furnishUnits()
    let plan = plan ?? .village(of: seed)
    agents = try [("aline", -3_600 * 24 * 400), ("kofi", 754)].map { name, clockError in
      try Agent(
        name: name,
        world: world,
        holding: World.storyResources,
        clockError: clockError,
        plan: plan
      )
    }
    // In some stories one of them may not do everything, and hears so from the server.
    if seed % 4 == 3 { agents[1].setPermission("TECHNICAL") }
    progress = Mutex((["aline": steps, "kofi": steps], [], []))
  }

  /// Tells the story to its end and returns every breach of a law.
  package func tell() throws -> [String] {
    for agent in agents {
      agent.transport.whenCrashing { [self] in crash(agent) }
      begin(agent)
    }
    defer { end() }
    world.timeline.start { [self] in await office() }
    world.timeline.run { progress.withLock { $0.finished.count == agents.count + 1 } }
    let trouble = progress.withLock { $0.trouble }
    guard trouble.isEmpty else { return trouble }
    var breaches = try comeToRest()
    breaches += try LawChecker(story: self).breaches()
    return breaches
  }

  // What dead laptops had under way, and what they do when they die, would keep the story in memory.
  private func end() {
    progress.withLock { $0.left = [:] }
    for agent in agents { agent.transport.whenCrashing(nil) }
    world.timeline.end()
  }

  private func begin(_ agent: Agent) {
    world.timeline.start { [self] in
      do {
        try await live(agent)
      } catch {
        progress.withLock { $0.trouble.append("\(agent.name): \(error)") }
      }
      _ = progress.withLock { $0.finished.insert(agent.name) }
    }
  }

  private func crash(_ agent: Agent) {
    chronicle("\(world.timeline.now) \(agent.name): the laptop dies")
    world.timeline.after(5 + agent.random.fraction() * 60) { [self] in
      do {
        if try agent.restart() {
          chronicle("\(agent.name): the database is lost; the outbox is not")
        }
        begin(agent)
      } catch {
        progress.withLock {
          $0.trouble.append("\(agent.name): \(error)")
          $0.finished.insert(agent.name)
        }
      }
    }
  }

  private func live(_ agent: Agent) async throws {
    if try agent.server().account == nil { try await agent.logIn() }
    while takeStep(agent) {
      await world.timeline.sleep(seconds: pause(of: agent))
      let step = try await TechnicianStep(agent: agent, number: stepNumber(agent)).perform()
      chronicle("\(world.timeline.now) \(agent.name): \(step)")
    }
  }

  // Now and then a laptop lies in a drawer for so long that what was asked for is not wanted any more.
  private func pause(of agent: Agent) -> Double {
    agent.random.fraction() * 90 + (agent.random.chance(0.01) ? 8 * 86_400 : 0)
  }

  private func takeStep(_ agent: Agent) -> Bool {
    progress.withLock { progress in
      guard let left = progress.left[agent.name], left > 0 else { return false }
      progress.left[agent.name] = left - 1
      return true
    }
  }

  private func stepNumber(_ agent: Agent) -> Int {
    steps - progress.withLock { $0.left[agent.name] ?? 0 }
  }

  private func office() async {
    let random = SeededRandom(seed: world.seed, name: "office")
    for number in 1...max(steps / 2, 1) {
      await world.timeline.sleep(seconds: random.fraction() * 180)
      let step = OfficeStep(world: world, random: random, number: number).perform()
      chronicle("\(world.timeline.now) office: \(step)")
    }
    _ = progress.withLock { $0.finished.insert("office") }
  }

  // The link is calm, conflicts are decided as they come, and runs go on until nothing moves.
  private func comeToRest() throws -> [String] {
    for agent in agents {
      agent.transport.plan = .calm
      agent.leaveUnitsAlone()
    }
    var outcome: [String] = []
    let done = Mutex(false)
    let result = Mutex<[String]>([])
    world.timeline.start { [self] in
      let found = await rest()
      result.withLock { $0 = found }
      done.withLock { $0 = true }
    }
    world.timeline.run { done.withLock { $0 } }
    outcome += result.withLock { $0 }
    if !done.withLock({ $0 }) { outcome.append("a run never ended") }
    return outcome
  }

  private func rest() async -> [String] {
    var quiet = 0
    for _ in 1...80 {
      var isQuiet = true
      for agent in agents {
        do {
          for decision in try TechnicianStep(agent: agent, number: 0).decideEverything() {
            chronicle("\(world.timeline.now) \(agent.name) at rest: \(decision)")
          }
          let writes = world.wire.records.count { $0.method != "GET" }
          let summary = try await agent.sync()
          chronicle("\(world.timeline.now) \(agent.name) at rest: \(summary)")
          let sent = world.wire.records.count { $0.method != "GET" } - writes
          if sent > 0 || summary.unknown > 0 || summary.conflicts > 0 || summary.waiting > 0
            || summary.ghosts > 0
          {
            isQuiet = false
          }
          if summary.outcome != .complete { isQuiet = false }
        } catch {
          return ["\(agent.name) cannot come to rest: \(error)"]
        }
      }
      quiet = isQuiet ? quiet + 1 : 0
      // A whole rotation of the census, and the confirmation of what its last run found.
      // One resource a run where they take turns, and all asked for news meanwhile.
      if quiet == World.storyResources.count + 3 { return [] }
      // Beyond every overlap and settle time.
      await world.timeline.sleep(seconds: 700)
    }
    return ["law 4: the story does not come to rest"]
  }
}
