import CatalogModel
import DepotCore
import Testing

@testable import FieldShell

/// What `undo` and `resolve` leave behind, and what the log says of it.
struct TakingBackTests {
  private func lines(_ spoken: Spoken, _ list: String) -> [JSONNode] {
    if case .array(let items)? = spoken.json[list] { items } else { [] }
  }

  private func outcome(_ workshop: Workshop) async -> JSONNode? {
    await workshop.done("show", "repairs", "1", "--json").json["row"]?["outcome"]
  }

  @Test func `undo of a queue number takes back all that the queue shows under it`() async throws {
    let workshop = try await Workshop.ready()
    let before = await workshop.done("show", "repairs", "1").output
    await workshop.done("set", "repairs", "1", "outcome=first")
    await workshop.done("set", "repairs", "1", "outcome=second", "process=Replaced")
    let undone = await workshop.done("undo", "1")
    #expect(undone.output.contains("as before its 2 unsent edits"))
    #expect(await workshop.done("show", "repairs", "1").output == before)
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
    await workshop.done("redo")
    #expect(await outcome(workshop) == .text("second"))
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "repairs").first)
    #expect(row["outcome"] == .text("second") && row["process"] == .text("Replaced"))
  }

  @Test func `undo of one of several edits says that the others stay`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=first")
    await workshop.done("set", "repairs", "1", "process=Replaced")
    let undone = await workshop.done("undo", "2")
    #expect(undone.output.contains("other unsent changes of it stay: 1"))
    #expect(await outcome(workshop) == .text("first"))
    let json = await workshop.done("undo", "1", "--json")
    #expect(lines(json, "steps").first?["staying"] == .array([]))
  }

  @Test func `the log shows the words that undo takes`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=first")
    await workshop.done("sync")
    await workshop.done("set", "repairs", "2", "outcome=dropped")
    await workshop.done("queue", "drop", "2")
    let log = lines(await workshop.done("log", "--json"), "log")
    #expect(log.map { $0["undo"] } == [.text("1"), .text("2")])
    #expect(log.map { $0["changes"] } == [.array([.integer(1)]), .array([.integer(2)])])
    #expect(await workshop.done("log").output.hasPrefix("undo\t"))
    await workshop.done("undo", "2", "--yes")
    await workshop.done("undo", "1", "--yes")
    await workshop.done("sync")
    let rows = try workshop.depot.rows(of: "repairs")
    #expect(rows[0]["outcome"] != .text("first") && rows[1]["outcome"] == .text("dropped"))
  }

  @Test func `a script sees what an undo would do, and only what is true`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=dropped")
    await workshop.done("queue", "drop", "1")
    let refused = await workshop.type(["undo", "1"])
    #expect(refused.code == .usage)
    #expect(refused.errors.contains("dropped") && refused.errors.contains("outcome"))
    #expect(refused.errors.contains("it would make a new change, which the next sync sends"))
    #expect(refused.errors.contains("fieldsync undo 1 --yes"))
    await workshop.done("undo", "1", "--yes")
    await workshop.done("set", "repairs", "2", "outcome=sent")
    await workshop.done("sync")
    let sent = await workshop.type(["undo"]).errors
    #expect(sent.contains("it reaches the server") && sent.contains("fieldsync undo --yes"))
  }

  @Test(arguments: ["C.UTF-8", "fr_FR.UTF-8"])
  func `the log is told in words, not in the program's own names`(language: String) async throws {
    let workshop = try await ConflictTests.inConflict()
    await workshop.done("resolve", "1", "theirs")
    await workshop.done("undo", "--yes")
    let edit = await workshop.done("set", "repairs", "2", "outcome=dropped", "--json")
    guard case .integer(let number)? = edit.json["change"] else {
      Issue.record("an edit has a number")
      return
    }
    await workshop.done("queue", "drop", String(number))
    await workshop.done("undo", "--yes")
    let log = await workshop.type(["log"], environment: ["LANG": language]).output
    for jargon in ["way=", "decision=", "conflict=", "kept=", "mine=", "theirs=", "column="] {
      #expect(!log.contains(jargon), "\(jargon): \(log)")
    }
    let words =
      language.hasPrefix("fr")
      ? ["tranché", "celle du serveur, theirs, au lieu de la vôtre, mine", "remis"]
      : ["resolved", "the server's, theirs, instead of yours, mine", "brought back"]
    for word in words { #expect(log.contains(word), "\(word): \(log)") }
    #expect(log.contains("outcome=mine") && log.contains("outcome=dropped"))
  }

  @Test func `a hold on what was sent promises no more than it does`() async throws {
    let workshop = try await Workshop.ready()
    let imei = try workshop.imei()
    await workshop.done("add", "product_notes", "product_imei=\(imei)", "note_text=swollen")
    workshop.transport.weather = .lastCreate
    _ = await workshop.type(["sync"])
    let held = await workshop.done("queue", "hold", "1").output
    #expect(held.contains("was sent and not answered"))
    workshop.transport.weather = .clear
    let released = await workshop.done("queue", "release", "1").output
    #expect(!released.contains("goes to the server with the next sync"))
    #expect(released.contains("found out what became of"))
  }

  @Test func `the log keeps what holds again, and what a dropped deletion would have taken`()
    async throws
  {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=typed")
    await workshop.done("undo")
    await workshop.done("redo")
    let log = lines(await workshop.done("log", "--json"), "log")
    #expect(log.map { $0["event"] } == [.text("undone"), .text("redone")])
    #expect(log.map { $0["detail"]?["outcome"] } == [.text("typed"), .text("typed")])
    await workshop.done("sync")
    let links = try workshop.depot.rows(of: "repair_symptom_type_linker")
    let link = try #require(links.first)
    let key = "\(link["repair_symptom_type_linker_id"] ?? .null)"
    await workshop.done("delete", "repair_symptom_type_linker", key)
    let queue = lines(await workshop.done("queue", "--json"), "queue")
    let number = "\(try #require(queue.first?["number"]).fieldValue)"
    await workshop.done("queue", "drop", number)
    let last = try #require(lines(await workshop.done("log", "--json"), "log").last)
    #expect(last["detail"]?["deletion"] == .boolean(true))
    #expect(last["detail"]?["repair_id"] == JSONNode(link["repair_id"] ?? .null))
  }

  @Test func `a decision for the server's version leaves nothing in the queue`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=mine")
    _ = workshop.depot.write(
      as: "office",
      .update,
      "repairs",
      key: .integer(1),
      ["outcome": .text("theirs")]
    )
    #expect(await workshop.type(["sync"]).code == .conflicts)
    await workshop.done("resolve", "1", "theirs")
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
    #expect(await workshop.done("status", "--json").json["waiting"] == .integer(0))
    #expect(await outcome(workshop) == .text("theirs"))
    await workshop.done("undo", "1", "--yes")
    #expect(await outcome(workshop) == .text("mine"))
    await workshop.done("sync")
    #expect(try workshop.depot.rows(of: "repairs").first?["outcome"] == .text("mine"))
  }

  @Test func `a row deleted here is told as that, and its conflict too`() async throws {
    let workshop = try await Workshop.ready()
    let notes = try workshop.depot.rows(of: "product_notes")
    let key = try #require(notes.first?["product_note_id"])
    let deleted = await workshop.type(["delete", "product_notes", "\(key)"])
    try #require(deleted.code == .done, "\(deleted.errors)")
    let gone = await workshop.type(["show", "product_notes", "\(key)"])
    #expect(gone.code == .failed)
    #expect(gone.errors.contains("was deleted here"))
    _ = workshop.depot.write(
      as: "office",
      .update,
      "product_notes",
      key: RowKey(key),
      ["note_text": .text("changed by the office")]
    )
    #expect(await workshop.type(["sync"]).code == .conflicts)
    for language in ["C.UTF-8", "fr_FR.UTF-8"] {
      let shown = await workshop.type(
        ["show", "product_notes", "\(key)"],
        environment: ["LANG": language]
      )
      #expect(shown.errors.contains("fieldsync resolve 1"))
    }
  }
}
