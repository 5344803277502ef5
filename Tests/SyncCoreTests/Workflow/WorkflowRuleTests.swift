import CatalogModel
import Testing

@testable import SyncCore

struct WorkflowRuleTests {
  private let state: WorkflowState

  init() throws {
    state = try #require(try StateText.state())
  }

  @Test(arguments: [
    ("cycles", "0", #"0"#), ("cycles", "100", "100"), ("voltage", "12.6", "12.6"),
    ("voltage", "12,6", "12.6"), ("voltage", "1", "1"), ("voltage", "0.5", "0.5"),
    ("outside", "good", #""good""#), ("modem", "abc", #""abc""#), ("modem", "ééééé", #""ééééé""#),
    ("remark", "worn", #""worn""#), ("when", "08:30:00", #""08:30:00""#),
    ("when", "2026-11-28", #""2026-11-28""#),
    ("when", "2026-11-28T08:30:00Z", #""2026-11-28T08:30:00Z""#), ("board", "61", "61"),
    ("board", "tiger 2", "44"), ("faults", "69,15", "[69,15]"), ("faults", "Cable, cap", "[15,69]"),
    ("faults", "15,15", "[15]"), ("faults", "", "[]"), ("odd", "free words", #""free words""#),
    ("odd", "[1]", "[1]"),
  ])
  func `what is typed becomes what is sent`(input: String, text: String, sent: String) throws {
    let rule = try #require(state[input: input]).rule
    #expect(try rule.parsed(text) == JSONNode(parsing: sent))
  }

  private static let outside: WorkflowFault = .notOffered(["good", "damaged"])
  private static let boards: WorkflowFault = .notOffered(["61 Tiger 7", "44 Tiger 2"])
  private static let faults: WorkflowFault = .notOffered(["69 Cap", "15 Cable"])

  @Test(arguments: [
    ("cycles", "1.5", WorkflowFault.wrongType(.int)), ("cycles", "many", .wrongType(.int)),
    ("cycles", "-1", .below(0)), ("cycles", "101", .above(100)),
    ("voltage", "high", .wrongType(.float)), ("voltage", "nan", .wrongType(.float)),
    ("voltage", "0.4", .below(0.5)), ("voltage", "20.1", .above(20)),
    ("voltage", "12.65", .offStep(0.1, from: 0.5)), ("outside", "bad", outside),
    ("outside", "", outside), ("modem", "ab", .tooShort(3)), ("modem", "abcdef", .tooLong(5)),
    ("remark", "bad", .tooShort(4)), ("when", "8:30", .noMoment),
    ("when", "2026-02-30", .noMoment), ("when", "2026-11-28T08:30:00", .noMoment),
    ("when", "2026-11-28 08:30:00Z", .noMoment), ("when", "24:00:00", .noMoment),
    ("board", "7", boards), ("board", "61,44", boards), ("faults", "69,7", faults),
  ])
  func `what breaks a rule is refused with the rule`(
    input: String,
    text: String,
    fault: WorkflowFault
  ) throws {
    let rule = try #require(state[input: input]).rule
    #expect(throws: fault) { try rule.parsed(text) }
  }

  @Test(arguments: [
    ("cycles", #""5""#), ("cycles", "1.5"), ("voltage", #""5""#), ("outside", "1"),
    ("remark", "null"), ("when", "5"), ("faults", "69"),
  ])
  func `a value of another type is refused`(input: String, value: String) throws {
    let rule = try #require(state[input: input]).rule
    #expect(throws: WorkflowFault.wrongType(rule.name)) { try rule.check(JSONNode(parsing: value)) }
  }

  @Test
  func `a state says what is missing and what is surplus`() throws {
    let small = try #require(
      WorkflowState(
        try JSONNode(
          parsing:
            #"{"ident": "a", "inputs": [{"ident": "x", "data_type": "int"}, {"label": "?"}]}"#
        )
      )
    )
    #expect(small.inputs.map(\.label) == ["x"])
    #expect(small.fault(in: [:])?.fault == .missing)
    #expect(small.fault(in: ["x": .integer(1)]) == nil)
    let surplus = small.fault(in: ["x": .integer(1), "y": .integer(1)])
    #expect(surplus?.input == "y")
    #expect(surplus?.fault == .surplus(["x"]))
    #expect(small.fault(in: ["x": .text("1")])?.fault == .wrongType(.int))
    #expect(WorkflowState(.object(["ident": .text("")])) == nil)
    #expect(WorkflowState(.null) == nil)
  }
}
