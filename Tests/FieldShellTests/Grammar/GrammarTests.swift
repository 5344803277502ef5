import Testing

@testable import FieldShell

struct GrammarTests {
  @Test(arguments: [
    ("", []),
    ("   \t ", []),
    ("list repairs", ["list", "repairs"]),
    ("a 'b c' \"d e\"", ["a", "b c", "d e"]),
    ("x=\"Repair and Return\"", ["x=Repair and Return"]),
    ("a\\ b c", ["a b", "c"]),
    ("\"a \\\" b \\\\ c \\n\"", ["a \" b \\ c \\n"]),
    ("'a \\ b'", ["a \\ b"]),
    ("a '' b", ["a", "", "b"]),
    ("a # rest of it", ["a"]),
    ("a#b", ["a#b"]),
    ("# nothing", []),
    ("list repairs\r", ["list", "repairs"]),
    ("note=l'eau''s'", ["note=leaus"]),
  ])
  func `a line falls into words as in a shell`(line: String, words: [String]) throws {
    #expect(try WordReader.words(in: line) == words)
  }

  @Test(arguments: ["a 'b", "a \"b", "a\\"])
  func `what is left open is an error`(line: String) {
    #expect { try WordReader.words(in: line) } throws: { error in
      (error as? ShellError)?.code == "open-quote"
    }
  }

  @Test(arguments: [
    ("list rep", ["list"], "rep"), ("list ", ["list"], ""), ("", [], ""),
    ("add x 'a b", ["add", "x"], "a b"),
  ])
  func `a line being typed has complete words and a last one`(
    line: String,
    complete: [String],
    last: String
  ) {
    let typed = WordReader.typed(line)
    #expect(typed.complete == complete)
    #expect(typed.last == last)
  }

  @Test(arguments: [
    ("a=b", "a", false, "b"), ("a:=b", "a", true, "b"), ("a=", "a", false, ""),
    ("a=b=c", "a", false, "b=c"), ("a:=:=", "a", true, ":="),
  ])
  func `an assignment is a column and what follows its sign`(
    word: String,
    column: String,
    isNewValue: Bool,
    value: String
  ) throws {
    let assignment = try #require(Assignment(word))
    #expect(assignment.column == column)
    #expect(assignment.isNewValue == isNewValue)
    #expect(assignment.value == value)
  }

  @Test(arguments: ["a", "=b", ":=b", ""])
  func `a word without a column or a sign assigns nothing`(word: String) {
    #expect(Assignment(word) == nil)
  }

  @Test(arguments: [
    (["a", "=", "b"], "a", Condition.Comparison.equal, "b"),
    (["a=b"], "a", .equal, "b"), (["a<=3"], "a", .atMost, "3"), (["a<3"], "a", .less, "3"),
    (["a!=3"], "a", .notEqual, "3"), (["a", "ge", "3"], "a", .atLeast, "3"),
    (["a", "is", "null"], "a", .equal, "null"), (["a~b c"], "a", .contains, "b c"),
    (["a", "LIKE", "b%"], "a", .like, "b%"), (["a>="], "a", .atLeast, ""),
    (["a", "=", "-5"], "a", .equal, "-5"),
  ])
  func `a condition is three words or one`(
    words: [String],
    column: String,
    comparison: Condition.Comparison,
    value: String
  ) throws {
    let condition = try #require(try Condition.conditions(words).first)
    #expect(condition.column == column)
    #expect(condition.comparison == comparison)
    #expect(condition.value == value)
  }

  @Test func `several conditions follow each other`() throws {
    let conditions = try Condition.conditions(["a=1", "b", "lt", "2", "c~x"])
    #expect(conditions.map(\.column) == ["a", "b", "c"])
  }

  @Test(arguments: [["a"], ["a", "="], ["a", "between", "3"], ["a=1", "b"], ["=3", "x"]])
  func `a condition that is not complete is an error`(words: [String]) {
    #expect { try Condition.conditions(words) } throws: { error in
      (error as? ShellError)?.code == "bad-condition"
    }
  }

  @Test(arguments: ["356799070010225", "BX1-000003", "S100003", "12345"])
  func `a scanned number is plausible`(word: String) {
    #expect(ScannedCode.isPlausible(word))
  }

  @Test(arguments: ["sett", "list", "a b 123", "12", "x1", "1;2;3;4", ""])
  func `a mistyped verb is not a scanned number`(word: String) {
    #expect(!ScannedCode.isPlausible(word))
  }

  @Test(arguments: [
    ("sett", "set"), ("lsit", "list"), ("statsu", "status"), ("conf", nil),
    ("SHOW", "show"), ("xyzzy", nil), ("", nil), ("confilcts", "conflicts"), ("confl", "conflicts"),
  ])
  func `a mistyped word suggests its nearest`(word: String, nearest: String?) {
    let names = VerbTable.all.verbs.map(\.name)
    #expect(NearestWord.suggestion(for: word, among: names) == nearest)
  }

  @Test(arguments: [
    ("", "abc", 3), ("abc", "", 3), ("abc", "abc", 0), ("abc", "acb", 1), ("ab", "cd", 2),
  ])
  func `distance counts edits`(left: String, right: String, distance: Int) {
    let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
    #expect(NearestWord.distance(left, right) == distance)
  }
}
