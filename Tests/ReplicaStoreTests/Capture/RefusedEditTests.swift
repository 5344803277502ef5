import CatalogModel
import Testing

@testable import ReplicaStore

/// An edit that the server could never take fails with a sentence and changes nothing.
struct RefusedEditTests {
  /// A statement and the words that its failure must hold.
  struct Refusal: Sendable, CustomTestStringConvertible {
    let statement: String
    let words: String
    var testDescription: String { statement }
  }

  private static let refusals: [Refusal] = [
    Refusal(
      statement: "UPDATE shops SET shop_id = 7 WHERE shop_id = 5;",
      words: "the key of a row of shops cannot change"
    ),
    Refusal(
      statement: "UPDATE OR REPLACE shops SET shop_id = 6 WHERE shop_id = 5;",
      words: "the key of a row of shops cannot change"
    ),
    Refusal(
      statement: "INSERT INTO shops(shop_id, name) VALUES (99, 'a');",
      words: "shops gets its keys from the server; leave shop_id out"
    ),
    Refusal(
      statement: "INSERT OR IGNORE INTO shops(shop_id, name) VALUES (-1, 'a');",
      words: "shops gets its keys from the server"
    ),
    Refusal(
      statement: "INSERT INTO shops(shop_id, name) VALUES (9007199254740992, 'a');",
      words: "beyond what the server can carry"
    ),
    Refusal(
      statement: """
        INSERT INTO sync_key_map VALUES ('shops', 4503599627370500, 7);
        INSERT INTO shops(shop_id, name) VALUES (4503599627370500, 'a');
        """,
      words: "that new row of shops has a key of the server now"
    ),
    Refusal(
      statement: "INSERT INTO units(imei) VALUES ('352');",
      words: "the server takes no new rows of units; change an existing row instead"
    ),
    Refusal(
      statement: "UPDATE notes SET words = 'b';",
      words: "the server lets nobody change rows of notes; add a new row instead"
    ),
    Refusal(
      statement: "REPLACE INTO notes(note_id, imei, words) VALUES (1, '351', 'b');",
      words: "the server lets nobody"
    ),
    Refusal(
      statement: "DELETE FROM notes;",
      words: "the server lets nobody delete rows of notes; change the row instead"
    ),
    Refusal(statement: "INSERT INTO readings(volts) VALUES (1);", words: "no new rows of readings"),
    Refusal(
      statement: "UPDATE shops SET created_at = '2020-01-01' WHERE shop_id = 5;",
      words: "only the server writes created_at, created_by, modified_at, modified_by"
    ),
    Refusal(
      statement: "UPDATE shops SET sync_extra = '{}' WHERE shop_id = 5;",
      words: "only the server writes"
    ),
    Refusal(
      statement: "INSERT INTO networks(code) VALUES (x'01');",
      words: "networks needs a key in code that is integer"
    ),
    Refusal(statement: "INSERT INTO networks(name) VALUES ('a');", words: "NOT NULL"),
    Refusal(
      statement: "UPDATE shops SET name = 'a' || char(0) || 'b' WHERE shop_id = 5;",
      words: "a text in shops holds the character NUL"
    ),
    Refusal(
      statement: "INSERT INTO shops(name) VALUES (char(0));",
      words: "a text in shops holds the character NUL"
    ),
    Refusal(
      statement: "INSERT INTO notes(imei, words) VALUES ('35' || char(0), 'a');",
      words: "a text in notes holds the character NUL"
    ),
    Refusal(statement: "INSERT INTO units(imei) VALUES ('');", words: "is text and not empty"),
    Refusal(
      statement: "UPDATE shops SET name = CAST(x'4B617261E9' AS TEXT) WHERE shop_id = 5;",
      words: "a text in shops is not valid UTF-8"
    ),
    Refusal(
      statement: "INSERT INTO shops(name) VALUES (CAST(x'EDA080' AS TEXT));",
      words: "a text in shops is not valid UTF-8"
    ),
    Refusal(
      statement: "INSERT INTO notes(imei, words) VALUES (CAST(x'33C080' AS TEXT), 'a');",
      words: "a text in notes is not valid UTF-8"
    ),
    // Half a character each, that would make one together.
    Refusal(
      statement: "INSERT INTO shops(name, city) VALUES (CAST(x'C3' AS TEXT), CAST(x'A9' AS TEXT));",
      words: "a text in shops is not valid UTF-8"
    ),
  ]

  private let trial: TrialReplica

  init() throws { trial = try TrialReplica() }

  @Test(arguments: refusals, [true, false])
  func `it fails with a sentence and changes nothing`(
    refusal: Refusal,
    recursive: Bool
  ) throws {
    let state = try TrialCatalog.resources.map { try trial.rows($0, "*") }
    let answer = try trial.sqlite3(
      "PRAGMA recursive_triggers = \(recursive ? "ON" : "OFF");\n" + refusal.statement
    )
    #expect(answer.errors.contains(refusal.words))
    #expect(answer.status != 0)
    #expect(try TrialCatalog.resources.map { try trial.rows($0, "*") } == state)
    #expect(try trial.changes() == [])
    #expect(try trial.lines("SELECT applying FROM sync_engine") == ["0"])
  }

  @Test func `texts of every script are taken as they are`() throws {
    let text = "é 中 \u{1F50B} \u{FFFD} \u{10FFFF}\n\t\u{7F}"
    let answer = try trial.sqlite3(
      """
      UPDATE shops SET name = '\(text)' WHERE shop_id = 5;
      UPDATE shops SET city = char(65534) || char(65535), rating = 1.5 WHERE shop_id = 5;
      INSERT INTO notes(imei, words) VALUES ('351', '\(text)');
      """
    )
    #expect(answer.errors == "")
    #expect(try trial.changes().count == 3)
  }

  @Test func `a row made here may change and go until it is sent`() throws {
    let answer = try trial.sqlite3(
      """
      INSERT INTO notes(imei, words) VALUES ('351', 'a');
      UPDATE notes SET words = 'b' WHERE words = 'a';
      DELETE FROM notes WHERE words = 'b';
      """
    )
    #expect(answer.errors == "")
    #expect(try trial.changes().count == 3)
  }

  @Test func `a row made here is bound by the rules once its creation is frozen`() throws {
    let answer = try trial.sqlite3(
      """
      INSERT INTO notes(imei, words) VALUES ('351', 'a');
      UPDATE sync_changelog SET operation = 1;
      UPDATE notes SET words = 'b' WHERE words = 'a';
      """
    )
    #expect(answer.errors.contains("the server lets nobody change rows of notes"))
  }

  @Test func `an insert over a row of a resource without POST is an update`() throws {
    let answer = try trial.sqlite3("REPLACE INTO units(imei, label) VALUES ('351', 'b');")
    #expect(answer.errors == "")
    #expect(try trial.changes().count == 1)
  }

  @Test func `the same failure reaches the program as one error with the sentence`() throws {
    let shops = try trial.table("shops")
    let failure = #expect(throws: ReplicaError.self) {
      try trial.replica.write(by: .person(now: nil)) { writer in
        try writer.update(.integer(5), set: ["created_by": .text("me")], in: shops)
      }
    }
    #expect(failure?.code == .editNotAllowed)
    #expect(failure?.description.hasPrefix("only the server writes created_at") == true)
  }
}
