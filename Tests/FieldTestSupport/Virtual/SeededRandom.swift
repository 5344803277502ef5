import Synchronization

/// Random numbers that depend on a seed only.
///
/// The generator is SplitMix64 (G. L. Steele, D. Lea, C. H. Flood, 2014).
package final class SeededRandom: Sendable {
  private let state: Mutex<UInt64>

  /// A source for a seed; different names give independent sources.
  package init(seed: UInt64, name: String = "") {
    let mixed = name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    state = Mutex(mixed)
  }

  /// The next 64 random bits.
  package func next() -> UInt64 {
    state.withLock { state in
      state &+= 0x9E37_79B9_7F4A_7C15
      var bits = state
      bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
      bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
      return bits ^ (bits >> 31)
    }
  }

  /// A number from 0 up to 1.
  package func fraction() -> Double { Double(next() >> 11) / Double(UInt64(1) << 53) }

  /// Whether something of that probability happens.
  package func chance(_ probability: Double) -> Bool { fraction() < probability }

  /// A number below a bound.
  package func below(_ bound: Int) -> Int { Int(next() % UInt64(max(bound, 1))) }

  /// One of several.
  package func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }
}
