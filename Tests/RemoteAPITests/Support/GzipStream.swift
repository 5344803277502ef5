/// Gzip of one byte repeated, written by hand: 1,032 to 1 is the best a bomb can do, this is 160 to
/// 1, enough to tell a bound from none.
enum GzipStream {
  /// The stream of so many zeros; a length of 1 + 258·n comes out exactly, others are rounded up.
  static func zeros(_ count: Int) -> [UInt8] {
    let runs = (count - 1 + 257) / 258
    var bits = BitWriter()
    bits.append(0b1, 1)  // the last block
    bits.append(0b01, 2)  // with the fixed codes
    bits.appendCode(0b0011_0000, 8)  // a zero
    for _ in 0..<runs {
      bits.appendCode(0b1100_0101, 8)  // repeat 258 bytes
      bits.appendCode(0, 5)  // from one byte back
    }
    bits.appendCode(0, 7)  // the end of the block
    let length = 1 + runs * 258
    let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    return header + bits.bytes + littleEndian(checksum(zeros: length))
      + littleEndian(UInt32(length))
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }

  private static func checksum(zeros count: Int) -> UInt32 {
    var table: [UInt32] = []
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
      table.append(value)
    }
    var sum = UInt32.max
    for _ in 0..<count { sum = table[Int(sum & 255)] ^ (sum >> 8) }
    return ~sum
  }

  private struct BitWriter {
    var bytes: [UInt8] = []
    var used = 8

    mutating func append(_ value: Int, _ count: Int) {
      for index in 0..<count {
        if used == 8 {
          bytes.append(0)
          used = 0
        }
        bytes[bytes.count - 1] |= UInt8((value >> index) & 1) << UInt8(used)
        used += 1
      }
    }

    // Codes stand with their highest bit first, unlike everything else.
    mutating func appendCode(_ code: Int, _ count: Int) {
      for index in (0..<count).reversed() { append((code >> index) & 1, 1) }
    }
  }
}
