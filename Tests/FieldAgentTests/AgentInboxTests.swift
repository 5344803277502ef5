import FieldAgent
import SyncCore
import Testing

struct AgentInboxTests {
  @Test func `what was put in is taken out in order, each thing once`() async {
    let inbox = AgentInbox(clock: VirtualTime())
    inbox.put(.edited)
    inbox.put(.homeChanged)
    inbox.put(.edited)
    #expect(await inbox.next(within: nil) == .edited)
    #expect(inbox.takeAll() == [.homeChanged])
    #expect(inbox.takeAll() == [])
  }

  @Test func `a wait ends when something comes`() async {
    let inbox = AgentInbox(clock: SystemClock())
    async let heard = inbox.next(within: 600)
    inbox.put(.stop)
    #expect(await heard == .stop)
  }

  @Test func `a wait ends when its time is over, and the next one waits anew`() async {
    let inbox = AgentInbox(clock: VirtualTime())
    for _ in 0..<200 { #expect(await inbox.next(within: 1) == nil) }
    inbox.put(.edited)
    #expect(await inbox.next(within: 1) == .edited)
  }
}
