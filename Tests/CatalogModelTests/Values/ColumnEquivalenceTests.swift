import Testing

@testable import CatalogModel

struct ColumnEquivalenceTests {
  @Test(arguments: [
    (
      ColumnType.datetime, FieldValue.text("2015-07-02T11:50:23"),
      FieldValue.text("2015-07-02 11:50:23.000000")
    ),
    (.datetime, .text("2015-07-02T11:50:23Z"), .text("2015-07-02T11:50:23")),
    (.date, .text("2015-07-02T11:50:23"), .text("2015-07-02")),
    (.real, .integer(1), .real(1)),
    (.integer, .real(1), .integer(1)),
    (.boolean, .integer(1), .boolean(true)),
    (.interval, .text("3600"), .real(3600)),
    (.interval, .integer(3600), .text("3600.0")),
    (.json, .json(#"{"a": 1, "b": 2}"#), .json(#"{"b":2,"a":1}"#)),
    (.array, .json("[1, 2]"), .json("[1,2]")),
    (.text, .json(#"{"a":1}"#), .text(#"{"a":1}"#)),
    (.integer, .boolean(true), .integer(1)),
    (.text, .null, .null),
  ])
  func `values that mean the same are the same`(
    type: ColumnType,
    left: FieldValue,
    right: FieldValue
  ) {
    let column = ResourceColumn.sample(type)
    #expect(column.equivalent(left, right))
    #expect(column.equivalent(right, left))
  }

  @Test(arguments: [
    (
      ColumnType.datetime, FieldValue.text("2015-07-02T11:50:23"),
      FieldValue.text("2015-07-02T11:50:23.000001")
    ),
    (.text, .text("2015-07-02T11:50:23"), .text("2015-07-02 11:50:23")),
    (.text, .text("é"), .text("e\u{301}")),
    (.text, .text("1"), .integer(1)),
    (.text, .text("a"), .text("a ")),
    (.text, .text(""), .null),
    (.boolean, .integer(2), .boolean(true)),
    (.json, .json("[1,2]"), .json("[2,1]")),
    (.json, .boolean(true), .integer(1)),
    (.json, .text("5"), .integer(5)),
    (.real, .real(0.1), .real(0.2)),
    (.integer, .real(1.5), .integer(1)),
  ])
  func `values that differ stay different`(type: ColumnType, left: FieldValue, right: FieldValue) {
    #expect(!ResourceColumn.sample(type).equivalent(left, right))
  }

  @Test(arguments: [
    (ColumnType.boolean, FieldValue.boolean(true), FieldValue.integer(1)),
    (.json, .boolean(true), .text("true")),
    (.json, .boolean(false), .text("false")),
    (.json, .text("5"), .text(#""5""#)),
    (.json, .integer(5), .integer(5)),
    (.json, .json(#"{"a":1}"#), .text(#"{"a":1}"#)),
    (.array, .json("[]"), .text("[]")),
    (.text, .text("true"), .text("true")),
    (.real, .real(1.5), .real(1.5)),
    (.datetime, .text("2015-07-02T11:50:23"), .text("2015-07-02T11:50:23")),
    (.integer, .null, .null),
  ])
  func `a value reads back from the replica as it went in`(
    type: ColumnType,
    value: FieldValue,
    stored: FieldValue
  ) {
    let column = ResourceColumn.sample(type)
    #expect(column.stored(value) == stored)
    #expect(column.value(stored: stored) == value)
  }

  @Test func `a stored value of a surprising type stays what it is`() {
    #expect(ResourceColumn.sample(.boolean).value(stored: .integer(7)) == .integer(7))
    #expect(ResourceColumn.sample(.json).value(stored: .text("{bad")) == .text("{bad"))
    #expect(ResourceColumn.sample(.integer).value(stored: .text("x")) == .text("x"))
  }
}
