import CatalogModel
import DepotCore
import Testing

@testable import FieldShell

struct UndoTests {
  private let workshop: Workshop

  init() async throws { workshop = try await Workshop.ready() }

  @Test func `an unsent edit is taken back and made again without a question`() async throws {
    let before = await workshop.done("show", "repairs", "1").output
    await workshop.done("set", "repairs", "1", "outcome=typed")
    let undone = await workshop.done("undo", "--json").json
    guard case .array(let steps)? = undone["steps"] else { return }
    #expect(steps.first?["way"] == .text("taken-back"))
    #expect(await workshop.done("show", "repairs", "1").output == before)
    #expect(await workshop.done("queue").output.contains("Nothing waits"))
    await workshop.done("redo")
    #expect(await workshop.done("show", "repairs", "1").output.contains("typed"))
  }

  @Test func `what was sent is countered when a person or a script agrees`() async throws {
    await workshop.done("set", "repairs", "1", "outcome=sent")
    await workshop.done("sync")
    let refused = await workshop.type(["undo", "--json"])
    #expect(refused.code == .usage)
    #expect(refused.json["error"]?["code"] == .text("consent-needed"))
    guard case .array(let steps)? = refused.json["steps"] else { return }
    #expect(steps.first?["way"] == .text("countered"))
    let unsure = await workshop.type(["undo"], lines: [""], terminal: .screen(80))
    #expect(unsure.code == .done)
    #expect(unsure.output.contains("sent") && unsure.output.contains("Nothing was changed"))
    #expect(await workshop.done("queue").output.contains("Nothing waits"))
    let agreed = await workshop.type(["undo"], lines: ["y"], terminal: .screen(40))
    #expect(agreed.code == .done)
    #expect(agreed.output.split(separator: "\n").allSatisfy { DisplayWidth.of(String($0)) <= 40 })
    #expect(await workshop.done("queue").output.contains("repairs 1"))
    await workshop.done("sync")
    await workshop.done("redo", "--yes")
    await workshop.done("sync")
    let row = try #require(try workshop.depot.rows(of: "repairs").first)
    #expect(row["outcome"] == .text("sent"))
  }

  @Test func `bad numbers and impossible undos say what to do`() async throws {
    for word in ["x", "0", "log:", "log:x", "-3"] {
      #expect(await workshop.type(["undo", word]).code == .usage, "\(word)")
    }
    for (word, code) in [("4711", "no-such-change"), ("log:4711", "no-such-change")] {
      let spoken = await workshop.type(["undo", word, "--json"])
      #expect(spoken.code == .failed)
      #expect(spoken.json["error"]?["code"] == .text(code))
    }
    #expect(await workshop.type(["undo"]).errors.contains("no edit of yours"))
    #expect(await workshop.type(["redo"]).errors.contains("no undo"))
  }

  @Test func `log and queue show print the receipt`() async throws {
    let imei = try workshop.imei()
    await workshop.done("add", "product_notes", "product_imei=\(imei)", "note_text=swollen")
    let number = try #require(
      await workshop.done("queue", "--json").json["queue"]?.first?["number"]
    )
    await workshop.done("sync")
    let shown = await workshop.done("queue", "show", "\(number.fieldValue)", "--json").json
    #expect(shown["state"] == .text("delivered"))
    let receipt = try #require(shown["receipt"])
    #expect(receipt["outcome"] == .text("confirmed"))
    #expect(receipt["user"] == .text("tech"))
    #expect(receipt["provisional"] == .text("new:1"))
    #expect(receipt["server_time"] != .null)
    let page = await workshop.done("queue", "show", "\(number.fieldValue)").output
    #expect(page.contains("Receipt: new:1 > ") && page.contains("swollen"))
    let log = await workshop.done("log").output
    #expect(log.contains("new:1 > ") && log.contains("note_text=swollen"))
    #expect(await workshop.type(["queue", "show", "4711"]).code == .failed)
  }
}

extension JSONNode {
  /// The first item of a list.
  fileprivate var first: JSONNode? {
    if case .array(let items) = self { items.first } else { nil }
  }
}
