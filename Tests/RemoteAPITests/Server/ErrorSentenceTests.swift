import RemoteAPI
import Testing

struct ErrorSentenceTests {
  private func check(_ text: String, _ subject: String, _ cause: String) {
    #expect(text.contains(subject))
    #expect(text.contains(cause))
    #expect(text.hasSuffix("."))
    // The reason stands inside the sentence; there is no second one.
    #expect(!text.dropLast().contains(". "))
    #expect(text.contains(";"), "the next step is missing")
  }

  @Test(arguments: RemoteError.Code.allCases)
  func `a remote error is one sentence with the thing and the next step`(_ code: RemoteError.Code) {
    check(
      RemoteError(code: code, subject: "SUBJECT", cause: "CAUSE").description,
      "SUBJECT",
      "CAUSE"
    )
  }

  @Test(arguments: TransportError.Code.allCases)
  func `a transport error is one sentence with the thing and the next step`(
    _ code: TransportError.Code
  ) {
    let error = TransportError(code: code, subject: "SUBJECT", cause: "CAUSE")
    check(error.description, "SUBJECT", "CAUSE")
  }

  @Test(arguments: [
    SessionStoreError.Code.unreadable, .malformed, .unwritable,
  ])
  func `a store's error is one sentence with the thing and the next step`(
    _ code: SessionStoreError.Code
  ) {
    let error = SessionStoreError(code: code, subject: "SUBJECT", cause: "CAUSE")
    check(error.description, "SUBJECT", "CAUSE")
  }

  @Test
  func `codes are stable words, each its own`() {
    let words = RemoteError.Code.allCases.map(\.rawValue)
    #expect(Set(words).count == words.count)
    for word in words { #expect(word.utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) }) }
  }
}
