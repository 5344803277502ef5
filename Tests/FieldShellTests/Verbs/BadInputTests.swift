import CatalogModel
import Testing

@testable import FieldShell

struct BadInputTests {
  // One laptop for all: no case leaves a trace, or the next one fails.
  @Test func `bad input changes nothing and names the next step`() async throws {
    let workshop = try await Workshop.ready()
    let before = workshop.transport.requests
    for (words, code, error) in Self.cases {
      let spoken = await workshop.type(words + ["--json"])
      #expect(spoken.code.rawValue == code, "\(words)")
      #expect(spoken.errorCode == error, "\(words)")
      for language in ["C.UTF-8", "fr_FR.UTF-8"] {
        let plain = await workshop.type(words, environment: ["LANG": language])
        #expect(plain.output.isEmpty, "\(words)")
        #expect(plain.errors.split(separator: "\n").count == 1, "\(words)")
      }
      let queue = await workshop.done("queue", "--json").json["queue"]
      #expect(queue == .array([]), "\(words)")
    }
    #expect(workshop.transport.requests == before)
  }

  private static let cases: [([String], Int32, String)] = [
    (["list", "repair"], 2, "unknown-resource"),
    (["list", "alerts"], 1, "not-held"),
    (["list", "repairs", "proces", "=", "x"], 2, "unknown-column"),
    (["list", "repairs", "repair_id", "=", "x"], 2, "bad-value"),
    (["list", "repairs", "repair_id", "between", "3"], 2, "bad-condition"),
    (["list", "repairs", "--limit", "0"], 2, "bad-number"),
    (["show", "repairs", "x"], 2, "unknown-key"),
    (["show", "repairs", "999999"], 1, "unknown-key"),
    (["show", "repairs", "new:7"], 1, "unknown-key"),
    (["set", "repairs", "999999", "outcome=x"], 1, "unknown-key"),
    (["set", "repairs", "1", "outcom=x"], 2, "unknown-column"),
    (["set", "repairs", "1", "outcome"], 2, "bad-value"),
    (["set", "repairs", "1", "process=Nonsense"], 2, "bad-value"),
    (["set", "repairs", "1", "measured_battery_capacity=heavy"], 2, "bad-value"),
    (["set", "repairs", "1", "measured_battery_capacity=0x10"], 2, "bad-value"),
    (["set", "repairs", "1", "measured_battery_capacity=nan"], 2, "bad-value"),
    (["set", "repairs", "1", "arrival_date=2026-02-30"], 2, "bad-value"),
    (["set", "repairs", "1", "pending_status=maybe"], 2, "bad-value"),
    (["set", "repairs", "1", "context={"], 2, "bad-value"),
    (["set", "repairs", "1", "product_imei=null"], 2, "bad-value"),
    (["set", "repairs", "1", "product_imei="], 2, "bad-value"),
    (["set", "repairs", "1", "product_imei=1234567890123456"], 2, "bad-value"),
    (["set", "repairs", "1", "created_at=2026-01-01"], 2, "not-writable"),
    (["set", "repairs", "1", "repair_id=3"], 2, "not-writable"),
    (["set", "repairs", "1", "outcome=a", "outcome=b"], 2, "bad-value"),
    (["set", "parts", "1", "serial_number=P100003"], 1, "bad-value"),
    (["add", "repairs", "process=Replaced"], 2, "missing-column"),
    (["add", "repairs", "repair_id=3", "product_imei=1"], 2, "not-writable"),
    (["add", "products", "product_imei=1"], 1, "not-allowed"),
    (
      ["add", "repair_symptom_type_linker", "repair_id=new:9", "symptom_type_id=1"], 1,
      "unknown-key"
    ),
    (["add", "repair_symptom_type_linker", "repair_id=x", "symptom_type_id=1"], 2, "bad-value"),
    (["delete", "shops"], 2, "missing-operand"),
    (["delete", "symptom_types", "999"], 1, "unknown-key"),
    (["queue", "shw", "1"], 2, "extra-operand"), (["queue", "show", "x"], 2, "bad-number"),
    (["queue", "drop", "77"], 1, "unknown-number"), (["resolve", "x", "mine"], 2, "bad-number"),
    (["resolve", "7", "mine"], 1, "unknown-number"),
    (["sync", "--pull", "--push"], 2, "option-clash"),
    (["sync", "--only", "repair"], 2, "unknown-resource"),
    (["sync", "--max-time", "soon"], 2, "bad-number"),
    (["sql", "DELETE FROM repairs"], 2, "bad-query"), (["sql", "SELEC"], 2, "bad-query"),
    (["catalog", "show", "repair"], 2, "unknown-resource"),
    (["catalog", "list"], 2, "extra-operand"),
    (["run", "/nowhere/at/all"], 1, "file-unreadable"), (["help", "sett"], 2, "unknown-verb"),
  ]
}
