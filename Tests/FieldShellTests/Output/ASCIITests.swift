import CatalogModel
import DepotCore
import Testing

@testable import FieldShell

/// Terminals that show nothing but ASCII get nothing else, whatever the rows hold.
struct ASCIITests {
  private static let commands: [[String]] = [
    ["status"], ["list", "products"], ["list", "product_notes", "--order", "-product_note_id"],
    ["show", "product_notes", "1"], ["show", "shops", "1"], ["list", "shops"], ["queue"],
    ["queue", "show", "1"], ["conflicts"], ["log"], ["catalog"], ["catalog", "show", "repairs"],
    ["catalog", "check"], ["sync", "--dry-run"], ["sync"], ["sql", "SELECT name FROM shops"],
    ["help"], ["help", "list"], ["version"], ["set", "repairs", "1", "process=Réparé"],
    ["list", "répairs"], ["scan", "é"], ["resolve", "1"], ["undo"],
    ["redo"], ["undo", "log:1"], ["outbox", "import", "é.jsonl"], ["init", "--server", "http://é"],
    ["login", "--user", "élodie"], ["logout", "--wipe"],
  ]

  @Test(arguments: [
    ["LC_ALL": "C"], ["LANG": "fr_FR.ISO-8859-1"], ["LANG": "fr_FR.UTF-8", "LC_CTYPE": "POSIX"],
  ])
  func `a terminal without UTF-8 gets ASCII`(environment: [String: String]) async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "shops", "1", "name=Lomé – «Tsévié» 日本 🔋")
    await workshop.done(
      "add",
      "product_notes",
      "product_imei=\(try workshop.imei())",
      "note_text=Übel… 😀"
    )
    await workshop.done("set", "repairs", "2", "outcome=déjà réparé")
    _ = workshop.depot.write(
      as: "élodie",
      .update,
      "repairs",
      key: .integer(2),
      ["outcome": .text("cassé")]
    )
    _ = await workshop.type(["sync"])
    await workshop.done("set", "repairs", "3", "outcome=été")
    for words in Self.commands {
      for width in [40, 80] {
        let spoken = await workshop.type(
          words,
          lines: ["q", "n"],
          terminal: .screen(width),
          environment: environment
        )
        let said = spoken.output + spoken.errors + spoken.prompts.joined()
        #expect(said.utf8.allSatisfy { $0 < 0x80 }, "\(words): \(said)")
        #expect(!said.isEmpty, "\(words)")
      }
    }
  }

  @Test func `a pipe gets what the rows hold, whatever the terminal shows`() async throws {
    let workshop = try await Workshop.ready()
    await workshop.done("set", "shops", "1", "name=Lomé")
    let spoken = await workshop.type(["list", "shops", "shop_id=1"], environment: ["LC_ALL": "C"])
    #expect(spoken.output.contains("Lomé"))
    let json = await workshop.type(
      ["list", "shops", "shop_id=1", "--json"],
      terminal: .screen(80),
      environment: ["LC_ALL": "C"]
    )
    #expect(json.json["rows"]?.description.contains("Lomé") == true)
  }
}
