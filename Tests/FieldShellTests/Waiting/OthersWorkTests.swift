import CatalogModel
import DepotCore
import Foundation
import Testing

@testable import FieldShell

/// Unsent work of the account that was logged in before: it is named, and never lost unasked.
struct OthersWorkTests {
  /// A laptop on which tech changed a repair and colleague is logged in now.
  private func workshop() async throws -> Workshop {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "repairs", "1", "outcome=fixed")
    await workshop.done("login", "--user", "colleague", "--password-stdin", lines: ["colleague"])
    return workshop
  }

  private func waiting(_ workshop: Workshop) async -> JSONNode? {
    await workshop.done("status", "--json").json["waiting"]
  }

  @Test func `a script drops it only by naming the account`() async throws {
    let workshop = try await workshop()
    await workshop.done("set", "repairs", "2", "outcome=mine")
    for words in [["queue", "drop", "1"], ["queue", "drop", "1", "--of", "office"]] {
      let refused = await workshop.type(words + ["--json"])
      #expect(refused.code == .failed)
      #expect(refused.errorCode == "others-work")
      #expect(refused.json["accounts"] == .array([.text("tech")]))
    }
    for language in ["C.UTF-8", "fr_FR.UTF-8"] {
      let refused = await workshop.type(["queue", "drop", "1"], environment: ["LANG": language])
      #expect(refused.errors.contains("queue drop 1 --of tech"))
    }
    #expect(await waiting(workshop) == .integer(2))
    // One's own goes as ever.
    await workshop.done("queue", "drop", "2")
    let dropped = await workshop.done("queue", "drop", "1", "--of", "tech", "--json")
    #expect(dropped.json["of_others"] == .object(["tech": .integer(1)]))
    #expect(await waiting(workshop) == .integer(0))
    for words in [["queue", "--of", "tech"], ["queue", "show", "1", "--of", "tech"]] {
      #expect(await workshop.type(words).code == .usage)
    }
  }

  @Test(arguments: [("n", JSONNode.integer(1)), ("y", .integer(0))])
  func `a person is told whose it is before dropping it`(
    answer: String,
    left: JSONNode
  ) async throws {
    let workshop = try await workshop()
    let spoken = await workshop.type(
      ["queue", "drop", "1"],
      lines: [answer],
      terminal: .screen(300)
    )
    #expect(spoken.code == .done)
    #expect(spoken.output.contains("Not yours: tech (1 row)"))
    #expect(spoken.prompts.first?.contains("tech") == true)
    #expect(await waiting(workshop) == left)
  }

  @Test func `nobody decides about a colleague's work`() async throws {
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
    await workshop.done("login", "--user", "colleague", "--password-stdin", lines: ["colleague"])
    for words in [
      ["resolve", "1", "theirs"], ["resolve", "1", "outcome:=else"], ["queue", "hold", "1"],
      ["queue", "release", "1"],
    ] {
      let refused = await workshop.type(words + ["--json"])
      #expect(refused.code == .failed)
      #expect(refused.errorCode == "others-work")
      #expect(refused.json["accounts"] == .array([.text("tech")]))
    }
    let status = await workshop.done("status", "--json").json
    #expect(status["conflicts"] == .integer(0))
    #expect(status["of_others"] == .object(["tech": .integer(1)]))
    #expect(await workshop.type(["sync"]).code == .done)
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    #expect(await workshop.done("status", "--json").json["conflicts"] == .integer(1))
    await workshop.done("resolve", "1", "mine")
  }

  @Test func `a wipe needs the account's name besides`() async throws {
    let workshop = try await workshop()
    let plain = await workshop.type(["logout", "--wipe"])
    #expect(plain.code == .failed)
    #expect(plain.errors.contains("not only yours: tech (1 row)"))
    for more in [[], ["--of", "office"]] {
      let words = ["logout", "--wipe", "--discard-unsent", "--json"] + more
      #expect(await workshop.type(words).errorCode == "others-work")
    }
    #expect(await workshop.type(["logout", "--of", "tech"]).code == .usage)
    let unsure = await workshop.type(
      ["logout", "--wipe", "--discard-unsent"],
      lines: ["n"],
      terminal: .screen(300)
    )
    #expect(unsure.output.contains("tech (1 row)"))
    #expect(await waiting(workshop) == .integer(1))
    let wiped = await workshop.done(
      "logout",
      "--wipe",
      "--discard-unsent",
      "--of",
      "tech",
      "--json"
    )
    #expect(wiped.json["wiped"] == .boolean(true))
    #expect(wiped.json["of_others"] == .object(["tech": .integer(1)]))
  }

  @Test func `a sync and a status say whose work waits`() async throws {
    let workshop = try await workshop()
    let spoken = await workshop.done("sync")
    #expect(spoken.output.contains("Done for this account"))
    #expect(spoken.output.contains("tech (1 row)"))
    let json = await workshop.done("sync", "--json").json
    guard case .array(let notes)? = json["notes"] else { return }
    #expect(notes.contains { $0["account"] == .text("tech") })
    let status = await workshop.done("status").output
    #expect(status.contains("Not everything is on the server yet."))
    #expect(status.contains("of these by tech"))
    #expect(
      await workshop.done("status", "--json").json["of_others"]
        == .object(["tech": .integer(1)])
    )
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    #expect(await workshop.done("sync").output.contains("Done: what was entered here"))
    #expect(await workshop.done("status", "--json").json["of_others"] == .object([:]))
  }

  @Test func `a new row that refers to it waits with it, and says so`() async throws {
    let workshop = try await workshop()
    await workshop.done("login", "--user", "tech", "--password-stdin", lines: ["tech"])
    let imei = try workshop.imei()
    await workshop.done("add", "repairs", "product_imei=\(imei)", "process=Replaced")
    await workshop.done("login", "--user", "colleague", "--password-stdin", lines: ["colleague"])
    let words = ["add", "repair_symptom_type_linker", "repair_id=new:1", "symptom_type_id=1"]
    let spoken = await workshop.type(words)
    #expect(spoken.output.contains("It waits for repairs new:1"))
    #expect(spoken.output.contains("unsent changes of tech"))
    #expect(!spoken.output.contains("with the next sync"))
    #expect(await workshop.type(words + ["--json"]).json["blocked"] == .text("other-account"))
    // Dropping the row takes with it what refers to it, and only the row is another's.
    let refused = await workshop.type(["queue", "drop", "2", "--json"])
    #expect(refused.json["accounts"] == .array([.text("tech")]))
  }
}
