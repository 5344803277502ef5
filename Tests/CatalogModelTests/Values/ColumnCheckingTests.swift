import Testing

@testable import CatalogModel

struct ColumnCheckingTests {
  @Test(arguments: [
    (ColumnType.integer, FieldValue.integer(5), FieldValue.integer(5)),
    (.integer, .real(5), .integer(5)),
    (.real, .integer(5), .real(5)),
    (.real, .real(2.5), .real(2.5)),
    (.boolean, .boolean(true), .boolean(true)),
    (.boolean, .integer(0), .boolean(false)),
    (.text, .text(""), .text("")),
    (.date, .text("2018-11-03T10:00:00"), .text("2018-11-03")),
    (.datetime, .text("2018-11-03 10:00:00.500"), .text("2018-11-03T10:00:00.500000")),
    (.datetime, .text("2018-11-03"), .text("2018-11-03T00:00:00")),
    (.interval, .integer(60), .integer(60)),
    (.interval, .text("1:00:00"), .text("1:00:00")),
    (.json, .json("{}"), .json("{}")),
    (.json, .boolean(true), .boolean(true)),
    (.array, .json("[1]"), .json("[1]")),
    (.text, .null, .null),
  ])
  func `a value that fits takes its wire form`(
    type: ColumnType,
    value: FieldValue,
    wire: FieldValue
  ) throws {
    #expect(try ResourceColumn.sample(type).checked(value) == wire)
  }

  @Test(arguments: [
    (ColumnType.integer, FieldValue.text("5"), ValueFault.wrongType(.integer)),
    (.integer, .real(5.5), .wrongType(.integer)),
    (.integer, .real(.infinity), .wrongType(.integer)),
    (.integer, .boolean(true), .wrongType(.integer)),
    (.real, .text("x"), .wrongType(.real)),
    (.real, .real(.nan), .notExact),
    (.real, .integer((1 << 53) + 1), .notExact),
    (.boolean, .integer(2), .wrongType(.boolean)),
    (.boolean, .text("true"), .wrongType(.boolean)),
    (.text, .integer(5), .wrongType(.text)),
    (.text, .text("a\0b"), .notExact),
    (.date, .text("2018-02-30"), .wrongType(.date)),
    (.datetime, .text("tomorrow"), .wrongType(.datetime)),
    (.datetime, .integer(0), .wrongType(.datetime)),
    (.interval, .real(.infinity), .notExact),
    (.json, .real(.infinity), .notExact),
    (.json, .blob([1]), .notExact),
    (.array, .json("{}"), .wrongType(.array)),
    (.array, .integer(1), .wrongType(.array)),
    (.text, .blob([0x41]), .notExact),
  ])
  func `a value that does not fit is refused with the reason`(
    type: ColumnType,
    value: FieldValue,
    fault: ValueFault
  ) {
    #expect(throws: fault) { try ResourceColumn.sample(type).checked(value) }
  }

  @Test func `null is refused where the column takes none`() {
    #expect(throws: ValueFault.nullNotAllowed) {
      try ResourceColumn.sample(.text, isNullable: false).checked(.null)
    }
    #expect(throws: ValueFault.nullNotAllowed) {
      try ResourceColumn.sample(.integer, isNullable: false).parsed("null")
    }
  }

  @Test func `length counts characters as the server does, not bytes or letters`() throws {
    let column = ResourceColumn.sample(.text, maximumLength: 3)
    #expect(try column.checked(.text("ééé")) == .text("ééé"))
    #expect(throws: ValueFault.tooLong(maximum: 3)) { try column.checked(.text("abcd")) }
    // A letter and its combining accent are two characters to the server.
    #expect(throws: ValueFault.tooLong(maximum: 3)) { try column.checked(.text("abe\u{301}")) }
  }

  @Test func `only the documented options are taken`() throws {
    let column = ResourceColumn.sample(.text, options: ["gas", "time"])
    #expect(try column.checked(.text("gas")) == .text("gas"))
    #expect(throws: ValueFault.notAnOption(["gas", "time"])) { try column.checked(.text("Gas")) }
    #expect(try column.checked(.null) == .null)
  }

  @Test(arguments: [
    (ColumnType.integer, "-7", FieldValue.integer(-7)),
    (.real, "1e3", .real(1000)),
    (.real, "2", .real(2)),
    (.boolean, "Oui", .boolean(true)),
    (.boolean, "no", .boolean(false)),
    (.boolean, "0", .boolean(false)),
    (.text, "12", .text("12")),
    (.text, "null", .null),
    (.json, #"{"b":1,"a":[]}"#, .json(#"{"a":[],"b":1}"#)),
    (.json, "5", .integer(5)),
    (.array, "[true]", .json("[true]")),
    (.date, "2018-11-03", .text("2018-11-03")),
  ])
  func `what a person types is read by the column's type`(
    type: ColumnType,
    text: String,
    value: FieldValue
  ) throws {
    #expect(try ResourceColumn.sample(type).parsed(text) == value)
  }

  @Test(arguments: [
    (ColumnType.integer, "1.5", ValueFault.wrongType(.integer)),
    (.integer, "9223372036854775808", .wrongType(.integer)),
    (.integer, "", .wrongType(.integer)),
    (.real, "inf", .wrongType(.real)),
    (.real, "1,5", .wrongType(.real)),
    (.boolean, "maybe", .wrongType(.boolean)),
    (.json, "{", .wrongType(.json)),
    (.array, "5", .wrongType(.array)),
    (.datetime, "2018-11-03T25:00:00", .wrongType(.datetime)),
  ])
  func `what cannot be read is refused with the reason`(
    type: ColumnType,
    text: String,
    fault: ValueFault
  ) {
    #expect(throws: fault) { try ResourceColumn.sample(type).parsed(text) }
  }
}
