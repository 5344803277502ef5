import FieldTestSupport
import Testing

struct LostAnswerTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func `whatever answers are lost, late or mixed up, each create is made once`(
    _ seed: UInt64
  ) throws {
    let tally = try LostAnswerCampaign(seed: seed).perform(runs: 16)
    #expect(tally.breaches.isEmpty, "\(tally.breaches)")
    #expect(tally.runs == 16)
    #expect(tally.creates > 12 && tally.updates > 0)
    #expect(tally.mishaps.keys.contains { $0.hasSuffix("POST") })
  }
}
