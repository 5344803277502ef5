import SyncCore
import Testing

@testable import FieldShell

/// The first sentence of a sync's screen says no more than is true.
struct SyncHeadingTests {
  private func heading(_ change: (inout SyncSummary) -> Void = { _ in }) -> Block? {
    var summary = SyncSummary(outcome: .complete)
    change(&summary)
    let page = SyncPage(
      summary: summary,
      request: SyncRequest(),
      host: "depot",
      wasInterrupted: false
    )
    return page.answer.blocks.first
  }

  @Test func `a run that left nothing out says so`() {
    #expect(heading() == .sentence(.runComplete, .good))
  }

  @Test func `work that waits is not done`() {
    #expect(heading { $0.waiting = 1 } == .sentence(.runCompleteWithRest, .warning))
  }

  @Test func `rows that could not be stored are counted, not called here`() {
    let heading = heading { summary in
      summary.notes = ["7", "8"].map {
        .setAside(resource: "repairs", key: $0, reason: "broken text")
      }
    }
    #expect(heading == .sentence(.runCompleteButUnreadable(2), .warning))
  }

  @Test func `a run in which resources take turns says how many were asked`() {
    let heading = heading { summary in
      summary.resources = 52
      summary.askedResources = 10
    }
    #expect(heading == .sentence(.runCompleteInTurn(asked: 10, of: 52), .good))
  }
}
