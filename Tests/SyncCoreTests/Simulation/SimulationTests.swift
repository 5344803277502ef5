import CatalogModel
import FieldTestSupport
import Synchronization
import Testing

struct SimulationTests {
  @Test(arguments: [1, 7, 42, 1_009, 20_260_302] as [UInt64])
  func `a story of two technicians and an office breaks no law`(_ seed: UInt64) throws {
    let story = try Story(seed: seed, steps: 8)
    defer { story.world.cleanUp() }
    #expect(try story.tell().isEmpty)
    #expect(story.agents.contains { !$0.edits.isEmpty })
  }

  @Test
  func `a story on a link where nearly everything goes wrong breaks no law`() throws {
    var plan = FaultPlan.village
    (plan.loseAnswer, plan.arriveLate, plan.crash) = (0.3, 0.15, 0.1)
    let story = try Story(seed: 5, steps: 8, plan: plan)
    defer { story.world.cleanUp() }
    #expect(try story.tell().isEmpty)
  }

  @Test(arguments: [5, 6] as [UInt64])
  func `a story that was told is let go of, dead laptops and all`(_ seed: UInt64) throws {
    weak let world = try tellAndForget(seed)
    #expect(world == nil)
  }

  private func tellAndForget(_ seed: UInt64) throws -> World {
    var plan = FaultPlan.village
    plan.crash = 0.1
    let deaths = Lines()
    let story = try Story(seed: seed, steps: 8, plan: plan) { line in
      if line.hasSuffix("dies") { deaths.add(line) }
    }
    defer { story.world.cleanUp() }
    #expect(try story.tell().isEmpty)
    #expect(!deaths.all.isEmpty)
    return story.world
  }

  @Test
  func `a seed tells the same story each time, and another seed another`() throws {
    let (first, second, other) = (
      try chronicle(of: 11), try chronicle(of: 11), try chronicle(of: 12)
    )
    #expect(!first.isEmpty)
    #expect(first == second)
    #expect(first != other)
  }

  private func chronicle(of seed: UInt64) throws -> [String] {
    let told = Lines()
    let story = try Story(seed: seed, steps: 8) { told.add($0) }
    defer { story.world.cleanUp() }
    _ = try story.tell()
    let requests = story.world.wire.records.map {
      "\($0.time) \($0.sender) \($0.method) \($0.resource) \($0.key ?? "") \($0.status)"
    }
    return told.all + requests
  }
}

/// Lines that a story tells from its own tasks.
private final class Lines: Sendable {
  private let lines = Mutex<[String]>([])

  var all: [String] { lines.withLock { $0 } }

  func add(_ line: String) { lines.withLock { $0.append(line) } }
}
