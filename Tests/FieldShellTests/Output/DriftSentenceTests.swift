import ReplicaStore
import SyncCore
import Testing

@testable import CatalogModel
@testable import FieldShell

/// What of the server's shape is said, and by which words for scripts.
struct DriftSentenceTests {
  static let points: [DriftPoint] = [
    .gone, .forbidden, .notOffered, .columnGone("outcome"), .columnCame("colour"),
    .typeChanged("outcome", .integer), .nullFound("outcome"),
  ]

  @Test(arguments: points)
  func `every point is told in both languages, and that it is over`(_ point: DriftPoint) {
    for note in [
      SyncNote.drifted(resource: "repairs", point), .driftOver(resource: "repairs", point),
    ] {
      let sentence = Sentence.note(note, host: "HOST")
      #expect(sentence.english.contains("repairs"))
      #expect(sentence.french.contains("repairs"))
      #expect(sentence.english != sentence.french)
      if let column = point.column { #expect(sentence.french.contains(column)) }
      let json = SyncNotes.json(note)
      #expect(json["finding"] == .text(point.word))
      #expect(json["resource"] == .text("repairs"))
      #expect(SyncNotes.code(note) == nil)
    }
  }

  @Test func `a run says every time that tables are not there to be read`() {
    var summary = SyncSummary(outcome: .complete)
    (summary.resources, summary.askedResources, summary.deniedResources) = (4, 3, 1)
    let page = SyncPage(
      summary: summary,
      request: SyncRequest(),
      host: "HOST",
      wasInterrupted: false
    )
    guard case .sentence(let heading, _)? = page.answer.blocks.first else {
      Issue.record("a page begins with a heading")
      return
    }
    #expect(heading.english.hasPrefix(Sentence.runComplete.english))
    #expect(heading.english.contains("1 table"))
    #expect(page.codes.isEmpty)
  }

  @Test(arguments: [
    (SyncOutcome.offline, "offline", false), (.login, "login-needed", false),
    (.partial, "cancelled", true),
  ])
  func `what the heading says is not said again`(
    outcome: SyncOutcome,
    code: String,
    wasInterrupted: Bool
  ) {
    var summary = SyncSummary(outcome: outcome)
    summary.requests = 1
    summary.notes = [.stopped(code: code)]
    let page = SyncPage(
      summary: summary,
      request: SyncRequest(),
      host: "HOST",
      wasInterrupted: wasInterrupted
    )
    #expect(page.answer.warnings.isEmpty)
    #expect(!page.codes.isEmpty)
  }

  @Test func `a token from the environment is called by its name`() {
    var summary = SyncSummary(outcome: .login)
    summary.requests = 1
    var page = SyncPage(
      summary: summary,
      request: SyncRequest(),
      host: "HOST",
      wasInterrupted: false
    )
    page.usesToken = true
    #expect(page.answer.blocks.first == .sentence(.runTokenRefused("HOST"), .warning))
  }
}
