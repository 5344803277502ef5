import CatalogModel
import Testing

@testable import DepotCore

struct PythonJSONTests {
  @Test(arguments: [
    ("{}", "{}"), ("  [1, 2.0,-0.5e1 ]\n", "[1,2.0,-5.0]"), (#"{"a":1,"a":2}"#, #"{"a":2}"#),
    (#""\u00e9\ud83d\udd0b\/\b""#, #""é🔋/\u0008""#), ("[true,false,null]", "[true,false,null]"),
    (#"{"b":{"":[]},"a":"x"}"#, #"{"a":"x","b":{"":[]}}"#),
    ("9223372036854775807", "9223372036854775807"),
    ("-0", "0"), ("\u{FEFF}1", "1"),
  ])
  func `a document is read as Python reads it`(_ text: String, _ expected: String) throws {
    #expect(try PythonJSON.node(Array(text.utf8)).description == expected)
  }

  @Test func `what is no number elsewhere is one to Python`() throws {
    #expect(try PythonJSON.node("Infinity") == .real(.infinity))
    #expect(try PythonJSON.node("-Infinity") == .real(-.infinity))
    guard case .real(let number) = try PythonJSON.node("NaN") else {
      Issue.record("no number")
      return
    }
    #expect(number.isNaN)
  }

  @Test(arguments: [
    "", " ", "{", "[1,]", "{\"a\":1,}", "{'a':1}", "{}{}", "01", "1.", ".5", "+1", "nul", "truex",
    "\"a\u{1}b\"", #""\x""#, #""\u12""#, "[1 2]", "{\"a\" 1}", "{1:2}", "/**/1", "\"", "-", "1e",
  ])
  func `nothing else is forgiven`(_ text: String) {
    #expect(throws: Refusal.undecodable) { try PythonJSON.node(text) }
  }

  @Test func `half a surrogate pair is read and stumbled over`() {
    for text in [#""\ud83d""#, #""\ud83dx""#, #""\ud83d\u0041""#, #""\udd0b""#] {
      #expect(throws: Refusal.crash) { try PythonJSON.node(text) }
    }
  }

  @Test func `nesting has an end, and so has the stack`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(throws: Refusal.undecodable) { try PythonJSON.node(deep) }
    #expect(throws: Never.self) {
      try PythonJSON.node(String(repeating: "[", count: 99) + String(repeating: "]", count: 99))
    }
  }

  @Test func `bytes may be UTF-16 and may not be broken UTF-8`() throws {
    let wide: [UInt8] = [0xFF, 0xFE, 0x5B, 0x00, 0x31, 0x00, 0x5D, 0x00]
    #expect(try PythonJSON.node(wide) == .array([.integer(1)]))
    #expect(throws: Refusal.undecodable) { try PythonJSON.node([0x22, 0xFF, 0x22]) }
  }
}
