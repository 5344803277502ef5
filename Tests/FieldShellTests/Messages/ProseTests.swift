import Foundation
import Testing

@testable import FieldShell

struct ProseTests {
  private static let sources = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/FieldShell")

  private static func files() throws -> [URL] {
    let all = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let files = (all?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    return try #require(files.isEmpty ? nil : files)
  }

  @Test func `nothing outside the messages writes prose`() throws {
    // Two words side by side, the second in small letters, are prose; names and codes are not.
    let literal = /"((?:[^"\\]|\\.)*)"/
    let prose = /[A-Za-z]{2,} [a-z]{2,}/
    for file in try Self.files() where !file.path.contains("/Messages/") {
      for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
        let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false)[0]
        let bare = code.replacing(/\\\([^)]*\)/, with: "")
        for match in bare.matches(of: literal) {
          #expect(match.1.firstMatch(of: prose) == nil, "\(file.lastPathComponent): \(line)")
        }
      }
    }
  }

  @Test func `a sentence in the sources is not the same in both languages`() throws {
    let pair = /en: "([^"\\]{12,})",\s*fr: "([^"\\]*)"/
    var seen = 0
    for file in try Self.files() where file.path.contains("/Messages/") {
      for match in try String(contentsOf: file, encoding: .utf8).matches(of: pair) {
        seen += 1
        #expect(match.1 != match.2, "\(file.lastPathComponent)")
      }
    }
    #expect(seen > 40)
  }

  @Test(arguments: VerbTable.all.verbs.map(\.name))
  func `every verb is explained in every language`(name: String) throws {
    let verb = try #require(VerbTable.all[name])
    let sentences = [verb.help.summary] + verb.help.details + verb.options.map(\.help)
    for sentence in sentences {
      #expect(!sentence.english.isEmpty)
      #expect(!sentence.french.isEmpty)
      #expect(sentence.english != sentence.french)
    }
  }

  @Test(arguments: VerbTable.all.verbs.flatMap { verb in verb.help.examples })
  func `every example can be typed`(example: String) throws {
    let words = try WordReader.words(in: example)
    _ = try ArgumentReader.read(words, table: .all, fallback: VersionVerb.verb)
  }

  @Test func `numbers take the singular as each language does`() {
    #expect(Sentence.changes(0).english == "0 changes")
    #expect(Sentence.changes(0).french == "0 modification")
    #expect(Sentence.changes(1).english == "1 change")
    #expect(Sentence.changes(2).french == "2 modifications")
  }
}
