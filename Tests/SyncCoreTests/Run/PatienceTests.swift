import Testing

@testable import SyncCore

struct PatienceTests {
  @Test
  func `pauses are taken from what is left, and one that is too long is not begun`() {
    var patience = Patience(seconds: 60)
    #expect(patience.pause(asked: 40) == 40)
    #expect(patience.pause(asked: 21) == nil)
    #expect(patience.seconds == 20)
    #expect(patience.pause(asked: 20) == 20)
    #expect(patience.pause(asked: 1) == nil)
  }

  @Test
  func `a server that asks for no pause at all is not asked without end`() {
    var patience = Patience(seconds: 3)
    var pauses = 0
    while patience.pause(asked: 0) != nil { pauses += 1 }
    #expect(pauses == 3)
  }
}
