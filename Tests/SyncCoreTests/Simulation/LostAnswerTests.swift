import FieldTestSupport
import Testing

struct LostAnswerTests {
  @Test
  func `whatever answers are lost, late or mixed up, each create is made once`() throws {
    var updates = 0
    for seed in 1...3 as ClosedRange<UInt64> {
      let tally = try LostAnswerCampaign(seed: seed).perform(runs: 12)
      #expect(tally.breaches.isEmpty, "\(tally.breaches)")
      #expect(tally.runs == 12)
      #expect(tally.creates > 12)
      #expect(tally.mishaps.keys.contains { $0.hasSuffix("POST") })
      updates += tally.updates
    }
    // What a technician has not got yet, she cannot change: one on a bad link may have nothing for long.
    #expect(updates > 0)
  }
}
