import CatalogModel
import DepotCore
import Testing

@testable import FieldShell

/// A person at a terminal decides conflicts.
struct DecisionTests {
  private static let screens = [
    (40, "C.UTF-8"), (80, "C.UTF-8"), (40, "fr_FR.UTF-8"), (80, "fr_FR.UTF-8"),
  ]

  private func outcome(_ workshop: Workshop) throws -> FieldValue? {
    try workshop.depot.rows(of: "repairs").first?["outcome"]
  }

  private func resolve(
    _ workshop: Workshop,
    _ lines: [String],
    width: Int = 80,
    language: String = "C.UTF-8"
  ) async -> Spoken {
    await workshop.type(
      ["resolve", "1"],
      lines: lines,
      terminal: .screen(width),
      environment: ["LANG": language]
    )
  }

  @Test(arguments: screens)
  func `both sides fit the screen, with who and when, and say what each answer does`(
    width: Int,
    language: String
  ) async throws {
    let workshop = try await ConflictTests.inConflict()
    let yes = language.hasPrefix("fr") ? "o" : "y"
    let lines = ["", "c", "m", "t", yes]
    let spoken = await resolve(workshop, lines, width: width, language: language)
    #expect(spoken.code == .done, "\(spoken.errors)")
    for line in spoken.output.split(separator: "\n") {
      #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
    }
    // Read without colour: each side by its word, its values, its author and its time.
    let words =
      language.hasPrefix("fr")
      ? ["Vous : tech, 20", "Serveur : colleague, 20", "avant", "vous", "serveur", "écarté"]
      : ["Yours: tech, 20", "Server: colleague, 20", "before", "yours", "server", "given up"]
    for word in words + ["mine", "theirs", "1.5", "2.5"] {
      #expect(spoken.output.contains(word), "\(word)")
    }
    #expect(spoken.prompts.first?.contains("[m/t/c/s]") == true)
  }

  @Test func `both sides stand side by side where there is room`() async throws {
    let workshop = try await ConflictTests.inConflict()
    let page = await workshop.type(["conflicts"], terminal: .screen(80)).output
    let line = try #require(page.split(separator: "\n").first { $0.hasPrefix("outcome") })
    let words = line.split(separator: " ").map(String.init)
    #expect(words == ["outcome", "null", "mine", "theirs"])
  }

  @Test(arguments: [("m", "mine", 1.5), ("t", "theirs", 2.5)])
  func `the whole row is decided with one letter`(
    letter: String,
    expected: String,
    capacity: Double
  ) async throws {
    let workshop = try await ConflictTests.inConflict()
    #expect(await resolve(workshop, [letter, "y"]).code == .done)
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "repairs").first)
    #expect(row["outcome"] == .text(expected))
    #expect(row["measured_battery_capacity"] == .real(capacity))
  }

  @Test func `a new value is taken as it is typed`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "workflow_name=mine")
    _ = workshop.depot.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(1),
      ["workflow_name": .text("theirs")]
    )
    #expect(await workshop.type(["sync"]).code == .conflicts)
    let spoken = await resolve(workshop, ["e", " Swollen  Cell ", "y"])
    #expect(spoken.output.contains("Swollen  Cell"), "\(spoken.output)")
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "repairs").first)
    #expect(row["workflow_name"] == .text("Swollen  Cell"))
  }

  @Test(arguments: [
    ["", "", ""], [], ["s"], ["c", "s", "s"], ["m"], ["t", ""], ["m", "n"], ["c", "m", "m", ""],
    ["c", "m"], ["c", "e", ""], ["c", "x", "e", "heavy"],
  ])
  func `Enter never decides, and whatever is not finished decides nothing`(
    lines: [String]
  ) async throws {
    let workshop = try await ConflictTests.inConflict()
    let spoken = await resolve(workshop, lines)
    #expect(spoken.code == .done)
    #expect(spoken.output.contains("Nothing was decided"))
    #expect(await workshop.type(["sync"]).code == .conflicts)
  }

  @Test func `columns that belong together are asked about together`() async throws {
    let workshop = try await Workshop.ready()
    let group = try #require(try CatalogLoader.bundled()["repairs"]?.group(of: "outcome"))
    try #require(group.count > 1)
    await workshop.done("set", "repairs", "1", "outcome=mine", "workflow_name=mine")
    let fields: RowFields = [
      "refurbishment_date": .text("2026-02-02"), "workflow_name": .text("theirs"),
    ]
    _ = workshop.depot.write(as: "office", .update, "repairs", key: .integer(1), fields)
    #expect(await workshop.type(["sync"]).code == .conflicts)
    let spoken = await resolve(workshop, ["c", "t", "m", "y"])
    #expect(spoken.prompts.contains { $0.contains("refurbishment_date + outcome") })
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "repairs").first)
    #expect(row["refurbishment_date"] == .text("2026-02-02") && row["outcome"] != .text("mine"))
  }

  @Test func `all conflicts are decided alike after they were shown`() async throws {
    let workshop = try await ConflictTests.inConflict()
    await workshop.done("set", "repairs", "2", "outcome=mine too")
    let theirs: RowFields = ["outcome": .text("theirs too")]
    _ = workshop.depot.write(as: "office", .update, "repairs", key: .integer(2), theirs)
    #expect(await workshop.type(["sync"]).code == .conflicts)
    let refused = await workshop.type(["resolve", "--all", "theirs"])
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("fieldsync resolve --all theirs --yes"))
    #expect(refused.errors.contains("mine too") && refused.errors.contains("theirs too"))
    for width in [40, 80] {
      let unsure = await workshop.type(
        ["resolve", "--all", "theirs"],
        lines: [""],
        terminal: .screen(width)
      )
      #expect(unsure.output.contains("Nothing was decided"))
      #expect(unsure.prompts.last?.contains("2 conflicts") == true)
      for line in unsure.output.split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
      }
    }
    let decided = await workshop.done("resolve", "--all", "theirs", "--yes", "--json").json
    guard case .array(let resolved)? = decided["resolved"] else { return }
    #expect(resolved.map { $0["number"] } == [.integer(1), .integer(2)])
    #expect(decided["left"] == .array([]))
    await workshop.done("sync")
    #expect(try outcome(workshop) == .text("theirs"))
    #expect(await workshop.done("resolve", "--all", "mine").output.contains("no conflicts"))
  }

  @Test(arguments: [
    ["resolve", "--all"], ["resolve", "--all", "both"], ["resolve", "--all", "1", "mine"],
    ["resolve", "1", "mine", "--yes"],
  ])
  func `a decision about all says whose version stays`(words: [String]) async throws {
    let workshop = try await ConflictTests.inConflict()
    #expect(await workshop.type(words).code == .usage)
    #expect(await workshop.type(["sync"]).code == .conflicts)
  }

  @Test func `what is another account's stays when all are decided`() async throws {
    let workshop = try await ConflictTests.inConflict()
    await workshop.done("login", "--user", "colleague", "--password-stdin", lines: ["colleague"])
    let decided = await workshop.done("resolve", "--all", "theirs", "--yes", "--json").json
    #expect(decided["resolved"] == .array([]))
    guard case .array(let left)? = decided["left"] else { return }
    #expect(left.map { $0["number"] } == [.integer(1)])
  }
}
