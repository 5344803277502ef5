import Testing

@testable import FieldShell

struct ArgumentReaderTests {
  private func read(_ line: String) throws -> Invocation {
    try ArgumentReader.read(
      WordReader.words(in: line),
      table: .all,
      fallback: HelpVerb.verb
    )
  }

  @Test(arguments: [
    ("list repairs a = 1 --limit 3", "list", ["repairs", "a", "=", "1"]),
    ("--json list repairs --limit=3", "list", ["repairs"]),
    ("list --limit 3 repairs", "list", ["repairs"]),
    ("list repairs -- --limit", "list", ["repairs", "--limit"]),
    ("run -", "run", ["-"]),
    ("", "help", []), ("--version", "version", []), ("--help", "help", []),
    ("list --help", "help", ["list"]), ("list repairs -h", "help", ["list"]),
    ("--home /x status", "status", []),
  ])
  func `words become a verb with its operands`(
    line: String,
    verb: String,
    operands: [String]
  ) throws {
    let invocation = try read(line)
    #expect(invocation.verb.name == verb)
    #expect(invocation.operands == operands)
  }

  @Test func `options have values`() throws {
    let invocation = try read("sync --only repairs,,product_notes --max-bytes 500 --push")
    #expect(invocation.names("only") == ["repairs", "product_notes"])
    #expect(try invocation.number("max-bytes") == 500)
    #expect(invocation.has("push"))
    #expect(!invocation.has("pull"))
    #expect(throws: ShellError.self) { try read("logout --wipe --wipe") }
  }

  @Test(arguments: [
    ("sett", "unknown-verb", "There is no verb \"sett\"; did you mean set? Try fieldsync help."),
    ("qqqqq", "unknown-verb", "There is no verb \"qqqqq\". Try fieldsync help."),
    (
      "list repairs --limt 3", "unknown-option",
      "list has no option --limt; did you mean --limit? See fieldsync help list."
    ),
    ("--color list", "unknown-option", "The program has no option --color. See fieldsync help."),
    ("sync --push --push", "option-twice", "--push is given twice; give it once."),
    (
      "sync --push=yes", "option-value", "--push takes no value; leave out what follows the = sign."
    ),
    ("list repairs --limit", "option-value", "A value is missing: write --limit N."),
    ("show repairs", "missing-operand", "show needs KEY: fieldsync show RES KEY"),
    ("add", "missing-operand", "add needs RES: fieldsync add RES COL=VALUE…"),
    ("add repairs", "missing-operand", "add needs COL=VALUE: fieldsync add RES COL=VALUE…"),
    ("status now", "extra-operand", "status has no use for \"now\": fieldsync status"),
  ])
  func `what does not fit is named with the next step`(
    line: String,
    code: String,
    sentence: String
  ) throws {
    let error = #expect(throws: ShellError.self) { try read(line) }
    #expect(error?.code == code)
    #expect(error?.sentence.english == sentence)
    #expect(error?.exit == .usage)
  }

  @Test func `every verb explains how it is typed`() {
    let usages = VerbTable.all.verbs.map(\.usage)
    #expect(
      usages == [
        "init [--server URL] [--cacert FILE] [--catalog FILE] [--resources A,B,…] [--sensitive] "
          + "[--plain-http]",
        "login [--user NAME] [--password-stdin] [--remember]",
        "logout [--wipe] [--discard-unsent] [--of ACCOUNT,…]",
        "sync [--pull] [--verify] [--push] [--dry-run] [--only RES,…] [--max-bytes N] [--max-time S] "
          + "[--accept-deletions RES,…]",
        "status", "list RES [COLUMN OP VALUE]… [--order COL,-COL] [--limit N]", "show RES KEY",
        "scan CODE",
        "add RES COL=VALUE…", "set RES KEY COL=VALUE…", "delete RES KEY",
        "do ACTION [KEY] [FIELD=VALUE]… [--explain] [--held] [--secrets-stdin]",
        "product show|state|enable|disable|note|… [WORD]… [--explain] [--stop]",
        "repair open|show|close|list [WORD]… [--explain] [--process PROCESS] [--all]",
        "symptom add|remove [WORD]… [--explain]", "part replace|add [WORD]… [--explain]",
        "appliance repair|symptom|part [WORD]… [--explain] [--process PROCESS] [--all]",
        "workflow show|fill|event|open [WORD]…",
        "alert list|dismiss [WORD]… [--explain] [--repair REPAIR]",
        "queue [show|hold|release|drop] [N] [--of ACCOUNT,…]", "conflicts",
        "resolve N [mine|theirs|COL=mine|COL:=VALUE]… [--all] [--yes]", "log [--limit N]",
        "undo [N|log:N] [--yes]", "redo [--yes]", "outbox recover|export|import|recall [FILE]",
        "agent [status|once|pause|resume|stop|…] [--every S] [--log FILE] "
          + "[--log-format text|json|journal] [--metrics FILE]",
        "config [policy] [RES[.COL]] [mine|theirs|latest|ask|default]",
        "sql QUERY… [--limit N]", "catalog [show|check] [RES] [--all]",
        "scope [hold|release|narrow|widen] [RES,…] [COLUMN OP VALUE]…", "help [VERB]", "version",
        "shell",
        "run FILE",
      ]
    )
  }
}
