import CatalogModel
import DepotCore
import Testing

@testable import FieldShell

struct ConflictTests {
  /// A laptop and a server on which the same two columns of repair 1 differ.
  static func inConflict() async throws -> Workshop {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=mine", "measured_battery_capacity=1.5")
    workshop.clock.advance(by: 60)
    _ = workshop.depot.write(
      as: "colleague",
      .update,
      "repairs",
      key: .integer(1),
      ["outcome": .text("theirs"), "measured_battery_capacity": .real(2.5)]
    )
    workshop.clock.advance(by: 60)
    let spoken = await workshop.type(["sync", "--json"])
    #expect(spoken.code == .conflicts)
    #expect(spoken.json["conflicts"] == .integer(1))
    return workshop
  }

  @Test func `a conflict has the shape that scripts rely on`() async throws {
    let workshop = try await Self.inConflict()
    let json = await workshop.done("conflicts", "--json").json
    guard case .array(let conflicts)? = json["conflicts"] else { return }
    let conflict = try #require(conflicts.first)
    #expect(conflict["number"] == .integer(1))
    #expect(conflict["resource"] == .text("repairs"))
    #expect(conflict["key"] == .integer(1))
    #expect(conflict["kind"] == .text("update-update"))
    #expect(conflict["theirs_by"] == .text("colleague"))
    guard case .array(let columns)? = conflict["columns"] else { return }
    let outcome = columns.first { $0["column"] == .text("outcome") }
    #expect(outcome?["mine"] == .text("mine"))
    #expect(outcome?["theirs"] == .text("theirs"))
  }

  @Test(arguments: [
    (["mine"], "mine", 1.5), (["theirs"], "theirs", 2.5),
    (["outcome=mine", "measured_battery_capacity=theirs"], "mine", 2.5),
    (["outcome:=agreed", "measured_battery_capacity:=3"], "agreed", 3.0),
  ])
  func `a decision reaches the server`(
    words: [String],
    outcome: String,
    capacity: Double
  ) async throws {
    let workshop = try await Self.inConflict()
    let conflict = await workshop.done("conflicts", "--json").json["conflicts"]
    guard case .array(let conflicts)? = conflict,
      case .array(let columns)? = conflicts[0]["columns"]
    else { return }
    // Columns that mean something together come along in the conflict and are decided too.
    let named = Set(words.compactMap { Assignment($0)?.column })
    let others = columns.compactMap { column -> String? in
      guard case .text(let name)? = column["column"], !named.isEmpty, !named.contains(name) else {
        return nil
      }
      return "\(name)=mine"
    }
    let resolved = await workshop.type(["resolve", "1"] + words + others)
    #expect(resolved.code == .done, "\(resolved.errors)")
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "repairs").first)
    #expect(row["outcome"] == .text(outcome))
    #expect(row["measured_battery_capacity"] == .real(capacity))
  }

  @Test func `a decision that does not fit changes nothing`() async throws {
    let workshop = try await Self.inConflict()
    let before = await workshop.done("conflicts", "--json").output
    for words in [
      [], ["maybe"], ["outcome=both"], ["process=mine"], ["outcome=mine", "outcome=theirs"],
      ["measured_battery_capacity:=heavy"], ["mine", "theirs"],
    ] {
      let spoken = await workshop.type(["resolve", "1", "--json"] + words)
      #expect(spoken.code == .usage, "\(words)")
      #expect(await workshop.done("conflicts", "--json").output == before, "\(words)")
    }
    #expect(await workshop.type(["sync"]).code == .conflicts)
  }
}
