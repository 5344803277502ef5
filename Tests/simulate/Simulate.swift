import ArgumentParser
import CatalogModel
import FieldTestSupport

/// Tells stories from seeds and reports every breach of a law.
@main
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Tells stories of two technicians on a bad link and checks the laws after each."
  )

  @Option(help: "How many seeds to try.")
  var seeds = 200

  @Option(help: "The first seed.")
  var first: UInt64 = 1

  @Option(help: "Replays one seed.")
  var seed: UInt64?

  @Option(help: "Steps of each technician.")
  var steps = 25

  @Flag(help: "Prints every step.")
  var story = false

  @Option(help: "Instead of stories, so many runs of one technician whose answers get lost.")
  var lostAnswers: Int?

  /// Runs in one world of the campaign.
  private static let runsInWorld = 25

  mutating func run() throws {
    if let lostAnswers { return try lose(answers: lostAnswers) }
    let numbers = seed.map { [$0] } ?? (0..<UInt64(seeds)).map { first + $0 }
    var failed: [UInt64] = []
    for number in numbers {
      let breaches = try tell(number)
      guard !breaches.isEmpty else { continue }
      failed.append(number)
      print("seed \(number):")
      for breach in breaches { print("  \(breach)") }
    }
    print("\(numbers.count - failed.count) passed, \(failed.count) failed")
    guard failed.isEmpty else {
      print("replay one with: simulate --seed \(failed[0]) --story")
      throw ExitCode.failure
    }
  }

  private func lose(answers runs: Int) throws {
    var tally = LostAnswerCampaign.Tally()
    var world = first
    while tally.runs < runs {
      let left = min(Self.runsInWorld, runs - tally.runs)
      tally.add(try lose(answers: left, in: world))
      world += 1
    }
    print(
      "\(tally.runs) runs: \(tally.creates) creates, \(tally.updates) updates,",
      "\(tally.deletions) deletions"
    )
    for (mishap, times) in tally.mishaps.sorted(by: { $0.key < $1.key }) {
      print("  \(mishap): \(times)")
    }
    for conflict in tally.conflicts { print("asked: \(conflict)") }
    for breach in tally.breaches { print(breach) }
    print("creates doubled or lost, and changes lost: \(tally.breaches.count)")
    guard tally.breaches.isEmpty else { throw ExitCode.failure }
  }

  private func lose(answers runs: Int, in seed: UInt64) throws -> LostAnswerCampaign.Tally {
    let isTold = story
    let campaign = try LostAnswerCampaign(seed: seed) { line in
      if isTold { print(line) }
    }
    let tally = try campaign.perform(runs: runs)
    if isTold { for line in writes(in: campaign.world) { print(line) } }
    return tally
  }

  // What reached the server, in its order: the first thing to look at beside a broken law.
  private func writes(in world: World) -> [String] {
    world.wire.records.filter { $0.method != "GET" }.map { record in
      let name = world.catalog[record.resource]?.key.name
      let key = record.key ?? name.flatMap { record.rows.first?[$0] }.map { "\($0)" } ?? "-"
      let fields = record.fields.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }
      return "\(record.time) wire: \(record.sender) \(record.method) \(record.resource) \(key) "
        + "\(record.action.map { "\($0) " } ?? "")\(record.status)\(record.isSeen ? "" : " unseen") \(fields.joined(separator: " "))"
    }
  }

  private func tell(_ seed: UInt64) throws -> [String] {
    let isTold = story
    let story = try Story(seed: seed, steps: steps) { line in
      if isTold { print(line) }
    }
    defer { story.world.cleanUp() }
    let breaches = try story.tell()
    guard isTold else { return breaches }
    for line in writes(in: story.world) { print(line) }
    return breaches
  }
}
