import CatalogModel
import Foundation
import Testing

@testable import FieldShell

struct PromptTests {
  @Test func `a scanned number shows the unit and commits nothing`() async throws {
    let workshop = try await Workshop.ready()
    let imei = try workshop.imei()
    let spoken = await workshop.type(
      ["shell"],
      lines: [imei, "", "   ", imei],
      terminal: .screen(80)
    )
    #expect(spoken.code == .done)
    #expect(spoken.output.components(separatedBy: "Product \(imei)").count == 3)
    #expect(spoken.errors.hasPrefix("Type a verb, or scan a number."))
    #expect(await workshop.done("queue", "--json").json["queue"] == .array([]))
  }

  @Test func `without words a terminal opens the prompt and a pipe gets help`() async throws {
    let workshop = try Workshop()
    let prompt = await workshop.type([], lines: ["exit", "version"], terminal: .screen(80))
    #expect(prompt.prompts == ["fieldsync> "])
    #expect(prompt.output.isEmpty)
    #expect(await workshop.type([]).output.hasPrefix("fieldsync [--home DIR]"))
  }

  @Test func `an error at the prompt does not end it`() async throws {
    let workshop = try Workshop()
    let spoken = await workshop.type(
      ["shell"],
      lines: ["sett", "version 'x", "shell", "status --home /x", "version"],
      terminal: .screen(200)
    )
    #expect(spoken.output == "fieldsync 0.1.0\n")
    #expect(
      spoken.errors.split(separator: "\n").dropFirst() == [
        "There is no verb \"sett\"; did you mean set? Try fieldsync help.",
        "A ' is left open; close it, or put a backslash before it.",
        "shell cannot stand in a file of commands; remove the line.",
        "--home belongs on the command line that starts the program, not here.",
      ]
    )
  }

  @Test func `a hint typed as it stands on the screen works at the prompt`() async throws {
    let workshop = try Workshop()
    let spoken = await workshop.type(["shell"], lines: ["fieldsync version"])
    #expect(spoken.output == "fieldsync 0.1.0\n")
    #expect(spoken.errors.isEmpty)
  }

  @Test func `a query keeps its quotes at the prompt`() async throws {
    let workshop = try Workshop()
    await workshop.done("init", "--server", Workshop.server, "--resources", "repairs")
    let spoken = await workshop.type(
      ["shell"],
      lines: ["sql SELECT 'it''s' AS a, \"b c\" FROM (SELECT 1 AS \"b c\")"]
    )
    #expect(spoken.output == "a\tb c\nit's\t1\n")
  }

  @Test func `one line may ask for JSON`() async throws {
    let workshop = try Workshop()
    let spoken = await workshop.type(["shell"], lines: ["version --json", "version"])
    #expect(spoken.output == "{\"schema\":1,\"version\":\"0.1.0\"}\nfieldsync 0.1.0\n")
  }

  @Test(arguments: [
    ("", "sync"), ("sh", "show"), ("help sta", "status"), ("list rep", "repairs"),
    ("set repairs 1 outc", "outcome="), ("list repairs proc", "process"), ("queue h", "hold"),
    ("sync --du", nil), ("sync --dr", "--dry-run"), ("resolve 1 m", "mine"), ("xyz a", nil),
    ("show repairs 1 x", nil),
  ])
  func `the Tab key offers what may stand there`(line: String, offer: String?) throws {
    let columns = ["repairs": ["repair_id", "process", "outcome"]]
    let offers = WordCompleter(table: .all, columns: columns).completions(of: line)
    if let offer { #expect(offers.contains(offer)) } else { #expect(offers.isEmpty) }
  }

  @Test func `a file of commands stops at its first error and names the line`() async throws {
    let workshop = try await Workshop.ready()
    let file = workshop.home.appendingPathComponent("morning.txt")
    let text =
      "# the morning\n\nset repairs 1 outcome=fixed\nset repairs 2 outcom=x\nset repairs 3 outcome=y\n"
    try Data(text.utf8).write(to: file)
    let spoken = await workshop.type(["run", file.path, "--json"])
    #expect(spoken.code == .usage)
    #expect(spoken.errorCode == "unknown-column")
    #expect(spoken.json["line"] == .integer(4))
    guard case .array(let commands)? = spoken.json["commands"] else { return }
    #expect(commands.count == 1)
    #expect(commands.first?["result"]?["change"] == .integer(1))
    guard case .array(let queue)? = await workshop.done("queue", "--json").json["queue"] else {
      return
    }
    #expect(queue.count == 1)
    let plain = await workshop.type(["run", file.path])
    #expect(plain.errors.hasPrefix("Stopped at line 4: repairs has no column \"outcom\""))
  }

  @Test func `commands come from standard input and nobody is asked`() async throws {
    let workshop = try await Workshop.ready()
    let spoken = await workshop.type(
      ["run", "-"],
      lines: ["set repairs 1 outcome=fixed", "queue drop 1", "queue"],
      terminal: .screen(80)
    )
    #expect(spoken.code == .done)
    #expect(spoken.output.contains("Nothing waits"))
  }

  @Test func `results that cannot be written are not done`() async throws {
    let sink = RecordingSink(hasFailed: true)
    var context = ShellContext.process()
    context.output = sink
    #expect(await Shell(context: context).run(["version"]) == .failed)
  }
}
