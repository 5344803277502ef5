import Testing

@testable import CatalogModel

struct ActionFieldTests {
  private func field(
    _ type: String,
    options: [String] = [],
    range: ClosedRange<Int>? = nil
  ) -> ActionField {
    ActionField(
      name: "value",
      type: type,
      isRequired: true,
      options: options,
      range: range,
      isSecret: false,
      link: nil
    )
  }

  @Test(arguments: [
    ("integer", "7", FieldValue.integer(7)), ("text", "7", .text("7")),
    ("boolean", "yes", .boolean(true)),
    ("object", #"{"b":1, "a":[2]}"#, .json(#"{"a":[2],"b":1}"#)),
    ("integer-or-text", "12", .integer(12)), ("integer-or-text", "4.1", .text("4.1")),
    ("any", "2.5", .real(2.5)), ("any", "swollen", .text("swollen")),
    ("datetime", "2026-11-27T10:00:00Z", .text("2026-11-27T10:00:00")),
  ])
  func `what is typed becomes a value of the field's type`(
    type: String,
    text: String,
    value: FieldValue
  ) throws {
    #expect(try field(type).parsed(text) == value)
  }

  @Test(arguments: [
    ("integer", "seven", ValueFault.wrongType(.integer)), ("integer", "null", .nullNotAllowed),
    ("object", "[1]", .wrongType(.json)), ("boolean", "2", .wrongType(.boolean)),
    ("text", "a\0b", .notExact),
  ])
  func `what is no value of the type is refused by its rule`(
    type: String,
    text: String,
    fault: ValueFault
  ) {
    #expect(throws: fault) { try field(type).parsed(text) }
  }

  @Test func `numbers keep to their range and words to their options`() throws {
    let state = field("integer", range: 1...9)
    #expect(try state.parsed("9") == .integer(9))
    #expect(throws: ValueFault.outOfRange(1...9)) { try state.parsed("10") }
    #expect(throws: ValueFault.outOfRange(1...9)) { try state.parsed("0") }
    let status = field("text", options: ["online", "offline"])
    #expect(throws: ValueFault.notAnOption(["online", "offline"])) { try status.parsed("away") }
  }
}
