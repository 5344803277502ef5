import Testing

@testable import CatalogModel

struct JSONNodeTests {
  @Test(arguments: [
    ("null", JSONNode.null), ("true", .boolean(true)), ("0", .integer(0)), ("1", .integer(1)),
    ("-9223372036854775808", .integer(.min)), ("9007199254740993", .integer(9_007_199_254_740_993)),
    ("1.5", .real(1.5)), ("1e3", .integer(1000)), (#""""#, .text("")),
    (#""\u00e9\n""#, .text("é\n")), ("[]", .array([])), ("{}", .object([:])),
    (
      #"{"b":[1,null],"a":{"c":"d"}}"#,
      .object(["a": .object(["c": .text("d")]), "b": .array([.integer(1), .null])])
    ),
  ])
  func `JSON is read exactly`(text: String, node: JSONNode) throws {
    #expect(try JSONNode(parsing: text) == node)
  }

  @Test(arguments: [
    "", "{", "[1 2]", "nul", "Infinity", "NaN", "'a'", "1 2", #"{"a":1"#, #""\ud800""#,
  ])
  func `what is not JSON is an error`(_ text: String) {
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: text) }
  }

  @Test func `bytes that are not UTF-8 are an error`() {
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: [0x22, 0xFF, 0xFE, 0x22]) }
  }

  @Test func `nesting without end is an error, not a crash`() {
    let deep = String(repeating: "[", count: 100_000) + String(repeating: "]", count: 100_000)
    #expect(throws: JSONNodeError.self) { try JSONNode(parsing: deep) }
  }

  @Test(arguments: [
    (
      JSONNode.object(["b": .integer(1), "a": .array([.null, .boolean(false)])]),
      #"{"a":[null,false],"b":1}"#
    ),
    (.text("a\"b\\c\n\t\r\u{1}\u{7F}é/"), #""a\"b\\c\n\t\r\u0001\u007fé/""#),
    (.real(1.5), "1.5"), (.real(1e22), "1e+22"), (.real(.infinity), "null"), (.real(.nan), "null"),
    (.integer(.max), "9223372036854775807"),
  ])
  func `JSON is written compact and sorted`(node: JSONNode, text: String) {
    #expect(node.description == text)
  }

  @Test(arguments: [
    #"{"a":[1,2.5,"x",null,true,{"b":""}]}"#, #""\u0001\"\\""#, "[-1,0.1]",
  ])
  func `what is written reads back the same`(_ text: String) throws {
    let node = try JSONNode(parsing: text)
    #expect(try JSONNode(parsing: node.description) == node)
  }

  @Test(arguments: [
    (JSONNode.null, FieldValue.null), (.boolean(true), .boolean(true)), (.integer(3), .integer(3)),
    (.real(0.5), .real(0.5)), (.text("x"), .text("x")), (.array([.integer(1)]), .json("[1]")),
    (.object(["k": .null]), .json(#"{"k":null}"#)),
  ])
  func `a node and a column's value turn into each other`(node: JSONNode, value: FieldValue) {
    #expect(node.fieldValue == value)
    #expect(JSONNode(value) == node)
  }

  @Test func `bytes become base64 and false JSON stays text`() {
    #expect(JSONNode(.blob([0, 255])) == .text("AP8="))
    #expect(JSONNode(.json("{bad")) == .text("{bad"))
  }

  @Test func `only an object has members`() {
    #expect(JSONNode.object(["a": .integer(1)])["a"] == .integer(1))
    #expect(JSONNode.object([:])["a"] == nil)
    #expect(JSONNode.array([.null])["a"] == nil)
  }
}
