import Testing

@testable import FieldAgent

#if os(Linux)
struct NetworkWatchTests {
  @Test(
    arguments: [
      ([169, 254, 3, 4], true), ([169, 253, 3, 4], false), ([10, 0, 0, 2], false),
      ([0xFE, 0x80] + Array(repeating: 0, count: 14), true),
      ([0xFE, 0xBF] + Array(repeating: 0, count: 14), true),
      ([0xFE, 0xC0] + Array(repeating: 0, count: 14), false),
      ([0x20, 0x01] + Array(repeating: 0, count: 14), false),
    ] as [([UInt8], Bool)]
  )
  func `an address that a link gave itself is no network`(_ address: [UInt8], _ isSelfGiven: Bool) {
    #expect(NetworkWatch.isSelfGiven(address) == isSelfGiven)
  }
}
#endif
