import CatalogModel
import Testing

@testable import FieldShell

struct WorkTests {
  @Test func `an entry of the queue is shown, held, released and dropped`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    let shown = await workshop.done("queue", "show", "1", "--json")
    #expect(shown.json["resource"] == .text("repairs"))
    #expect(shown.json["state"] == .text("waiting"))
    await workshop.done("queue", "hold", "1")
    #expect(await workshop.done("status", "--json").json["held"] == .integer(1))
    let sync = await workshop.done("sync", "--json")
    #expect(sync.json["pushed"]?["applied"] == .integer(0))
    await workshop.done("queue", "release", "1")
    await workshop.done("queue", "drop", "1")
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
    let row = await workshop.done("show", "repairs", "1", "--json").json["row"]
    #expect(row?["outcome"] != .text("fixed"))
    let log = await workshop.done("log", "--json")
    #expect(log.output.contains(#""event":"dropped""#))
  }

  @Test(arguments: [
    ("", false), ("n", false), ("356799070010225", false), ("y", true), ("oui", true),
  ])
  func `at a terminal drop shows what goes, and Enter drops nothing`(
    answer: String,
    isDropped: Bool
  ) async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("add", "repairs", "product_imei=\(try workshop.imei())")
    await workshop.done(
      "add",
      "repair_symptom_type_linker",
      "repair_id=new:1",
      "symptom_type_id=1"
    )
    let spoken = await workshop.type(
      ["queue", "drop", "1"],
      lines: [answer],
      terminal: .screen(80)
    )
    #expect(spoken.output.contains("repair_symptom_type_linker new:1"))
    #expect(spoken.prompts == ["Give up the changes of 2 rows? Type y or n: "])
    let queue = await workshop.done("queue", "--json").json["queue"]
    #expect((queue == .array([])) == isDropped)
  }
}
