/// The 64-bit FNV-1a hash (http://www.isthe.com/chongo/tech/comp/fnv/), equal on every start, which
/// Swift's own hasher is not.
struct FowlerHash {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Adds a text and its end.
  mutating func add(_ text: String) {
    for byte in text.utf8 { add(byte) }
    add(0)
  }

  private mutating func add(_ byte: UInt8) {
    state = (state ^ UInt64(byte)) &* 0x0100_0000_01B3
  }

  /// The hash in hexadecimal digits.
  var digits: String { String(state, radix: 16) }
}
