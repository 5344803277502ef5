import ReplicaStore
import SyncCore
import Testing

@testable import CatalogModel
@testable import FieldShell

/// Reasons that this program finds out itself are told in the reader's language.
struct ReasonTests {
  @Test(arguments: ReplicaError.Reason.allCases)
  func `why a replica or query cannot be used`(_ reason: ReplicaError.Reason) {
    for code in [ReplicaError.Code.notAReplica, .badQuery] {
      let sentence = Sentence.replica(ReplicaError(code, "PATH", reason: reason))
      #expect(sentence.english.contains(reason.rawValue))
      #expect(!sentence.french.contains(reason.rawValue))
    }
  }

  @Test(arguments: CatalogError.Flaw.allCases)
  func `why a catalog is malformed`(_ flaw: CatalogError.Flaw) {
    let error = CatalogError(code: .malformed, place: CatalogError.root, subject: flaw.rawValue)
    let sentence = Sentence.catalog(error)
    #expect(sentence.english.contains(flaw.rawValue))
    #expect(!sentence.french.contains(flaw.rawValue))
    #expect(!sentence.french.contains(CatalogError.root))
  }

  @Test(arguments: SetAsideReason.allCases)
  func `why a row was set aside`(_ reason: SetAsideReason) {
    let note = SyncNote.setAside(resource: "parts", key: "7", reason: reason.rawValue)
    let sentence = Sentence.note(note, host: "HOST")
    #expect(sentence.english.contains("parts 7"))
    #expect(!sentence.french.contains(reason.rawValue))
  }

  static let faults: [ValueFault] = [
    .wrongType(.integer), .notAnOption([]), .tooLong(maximum: 15), .outOfRange(1...9),
    .nullNotAllowed, .notExact,
  ]

  // The server never saw such a row, so it did not refuse it.
  @Test(arguments: faults)
  func `why a value was not sent`(_ fault: ValueFault) throws {
    let refusal = ValueRefusal(column: "process", fault: fault)
    #expect(ValueRefusal(words: refusal.words) == refusal)
    let row = RowReference(resource: "repairs", key: .integer(5))
    let note = Sentence.note(.valueRefused(row: row, refusal), host: "HOST")
    #expect(note.english.hasPrefix("repairs 5 was not sent: process"))
    #expect(!note.english.contains("server"))
    #expect(!note.french.contains(refusal.words))
  }
}
