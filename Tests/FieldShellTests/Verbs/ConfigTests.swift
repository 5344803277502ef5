import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

struct ConfigTests {
  private func process(_ workshop: Workshop) throws -> FieldValue? {
    try workshop.depot.rows(of: "repairs").first?["process"]
  }

  private func collide(_ workshop: Workshop) async {
    await workshop.done("set", "repairs", "1", "process=Replaced")
    _ = workshop.depot.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(1),
      ["process": .text("Repossessed")]
    )
  }

  @Test(arguments: [("mine", "Replaced"), ("theirs", "Repossessed")])
  func `a rule decides from then on, and the log tells of it`(
    word: String,
    winner: String
  ) async throws {
    let workshop = try await Workshop.ready()
    let set = await workshop.done("config", "policy", "repairs.process", word, "--json").json
    #expect(set["policies"] == .object(["repairs.process": .text(word)]))
    await collide(workshop)
    await workshop.done("sync")
    #expect(try process(workshop) == .text(winner))
    #expect(await workshop.done("log").output.contains("decided by policy"))
    #expect(await workshop.done("config").output.contains("policies.repairs.process\t\(word)"))
  }

  @Test func `a rule names the open conflicts that it decides, and the next sync decides them`()
    async throws
  {
    let workshop = try await Workshop.ready()
    await collide(workshop)
    #expect(await workshop.type(["sync"]).code == .conflicts)
    let words = ["config", "policy", "repairs.process"]
    let other = await workshop.done("config", "policy", "product_notes", "mine", "--json").json
    #expect(other["ruled"] == .array([]))
    let set = await workshop.type(words + ["mine"])
    #expect(set.output.contains("Conflict 1 is open"))
    let french = await workshop.type(words + ["theirs"], environment: ["LANG": "fr_FR.UTF-8"])
    #expect(french.output.contains("Le conflit 1 est ouvert"))
    let json = await workshop.done("config", "policy", "repairs.process", "theirs", "--json").json
    #expect(json["ruled"] == .array([.integer(1)]))
    await workshop.done("sync")
    #expect(try process(workshop) == .text("Repossessed"))
    #expect(await workshop.done("conflicts", "--json").json["conflicts"] == .array([]))
  }

  @Test func `default follows the catalog again`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("config", "policy", "repairs", "theirs")
    let reset = await workshop.done("config", "policy", "repairs", "default", "--json").json
    #expect(reset["policies"] == .object([:]))
    await collide(workshop)
    #expect(await workshop.type(["sync"]).code == .conflicts)
    #expect(await workshop.type(["config", "policy", "repairs", "default"]).code == .failed)
  }

  @Test(arguments: [
    (["config", "policy"], ExitCode.usage), (["config", "policy", "repairs"], .usage),
    (["config", "colour", "repairs", "mine"], .usage),
    (["config", "policy", "repairs", "always"], .usage),
    (["config", "policy", "repair", "mine"], .failed),
    (["config", "policy", "repairs.nothing", "mine"], .failed),
    (["config", "policy", "repairs.repair_id", "mine"], .failed),
    (["config", "policy", "repairs.modified_at", "mine"], .failed),
  ])
  func `a rule about nothing is refused in both languages`(
    words: [String],
    code: ExitCode
  ) async throws {
    let workshop = try await Workshop.ready()
    let english = await workshop.type(words)
    let french = await workshop.type(words, environment: ["LANG": "fr_FR.UTF-8"])
    #expect(english.code == code && french.code == code)
    #expect(!english.errors.isEmpty && english.errors != french.errors)
    #expect(await workshop.done("config", "--json").json["policies"] == .object([:]))
  }

  @Test func `a rule that the catalog does not have stops before it misleads`() async throws {
    let workshop = try await Workshop.ready()
    let file = workshop.home.appendingPathComponent("config.json")
    var configuration = try Configuration(reading: file)
    configuration.policies = ["repairs.gone": "mine"]
    try configuration.write(to: file)
    let spoken = await workshop.type(["status"])
    #expect(spoken.code == .failed && spoken.errors.contains("repairs.gone default"))
    await workshop.done("config", "policy", "repairs.gone", "default")
    #expect(await workshop.type(["status"]).code == .done)
    configuration.policies = ["repairs": "sometimes"]
    try configuration.write(to: file)
    #expect(await workshop.type(["status"]).errors.contains("policies.repairs"))
  }
}
