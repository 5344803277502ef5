import CZlib

/// Bodies in gzip form, for whoever asks for them.
enum Gzip {
  /// Below this a body gains nothing.
  static let leastBytes = 500

  /// The bytes as one gzip member; nothing where zlib fails, so that they go out as they are.
  static func compressed(_ bytes: [UInt8]) -> [UInt8]? {
    let capacity = fieldsync_gzip_bound(bytes.count)
    let output = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
      count = bytes.withUnsafeBufferPointer { input in
        fieldsync_gzip(input.baseAddress, input.count, buffer.baseAddress, capacity)
      }
    }
    return output.isEmpty ? nil : output
  }

  /// Whether an Accept-Encoding header wants gzip.
  static func isAccepted(by header: String?) -> Bool {
    guard let header else { return false }
    return header.split(separator: ",").contains { entry in
      let words = entry.split(separator: ";").map { $0.filter { $0 != " " }.lowercased() }
      return words.first == "gzip" && !words.dropFirst().contains { $0 == "q=0" || $0 == "q=0.0" }
    }
  }
}
