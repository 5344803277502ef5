import CatalogModel
import DepotCore
import Testing

@testable import FieldShell

/// What an edit says about its sending is true.
struct EditFateTests {
  private func conflict() async throws -> Workshop {
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
    return workshop
  }

  @Test func `an edit of a row in conflict waits for the decision`() async throws {
    let workshop = try await conflict()
    let spoken = await workshop.done("set", "repairs", "1", "process=Replaced")
    #expect(spoken.output.contains("fieldsync resolve 1"))
    #expect(!spoken.output.contains("with the next sync"))
    let french = await workshop.type(
      ["set", "repairs", "1", "process=Repossessed"],
      environment: ["LANG": "fr_FR.UTF-8"]
    )
    #expect(french.output.contains("fieldsync resolve 1"))
    #expect(!french.output.contains("prochaine synchronisation"))
    let json = await workshop.done("set", "repairs", "1", "process=Replaced", "--json").json
    #expect(json["blocked"] == .text("conflict"))
  }

  @Test func `an edit on hold, and a new row that refers to one, say so`() async throws {
    let workshop = try await Workshop.ready()
    let imei = try workshop.imei()
    await workshop.done("add", "repairs", "product_imei=\(imei)", "process=Replaced")
    let free = await workshop.done(
      "add",
      "repair_symptom_type_linker",
      "repair_id=new:1",
      "symptom_type_id=1",
      "--json"
    )
    #expect(free.json["blocked"] == .null)
    await workshop.done("queue", "hold", "1")
    let edited = await workshop.done("set", "repairs", "new:1", "outcome=kept")
    #expect(edited.output.contains("on hold"))
    let child = await workshop.done(
      "add",
      "repair_symptom_type_linker",
      "repair_id=new:1",
      "symptom_type_id=2"
    )
    #expect(child.output.contains("It waits for repairs new:1, which is on hold"))
  }

  @Test func `a first sync that stopped leaves resources to be fetched, and status says which`()
    async throws
  {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", Workshop.resources)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    let before = await workshop.done("status").output
    #expect(!before.contains("Not wholly fetched yet"))
    #expect(await workshop.type(["sync", "--max-bytes", "4000"]).code == .limited)
    let status = await workshop.done("status")
    #expect(status.output.contains("Not wholly fetched yet"))
    guard case .array(let left)? = await workshop.done("status", "--json").json["unfetched"] else {
      Issue.record("no list")
      return
    }
    #expect(!left.isEmpty)
    await workshop.done("sync")
    #expect(await workshop.done("status", "--json").json["unfetched"] == .array([]))
    #expect(!(await workshop.done("status").output.contains("Not wholly fetched yet")))
  }
}
