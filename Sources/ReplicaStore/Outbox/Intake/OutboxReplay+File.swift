package import Foundation

extension OutboxReplay {
  /// A longer line is no line of an outbox, in bytes.
  private static let longestLine = 64 << 20

  /// What an outbox in a file says; a line that cannot be read is counted and passed over.
  ///
  /// - Throws: ``ReplicaError`` with `no-outbox` where there is none, `bad-outbox` where not one line
  ///   can be read, `storage-failed` where the file cannot be read to its end.
  package init(of file: URL) throws(ReplicaError) {
    self.init()
    let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      if errno == ENOENT || errno == ENOTDIR { throw ReplicaError(.noOutbox, file.path) }
      throw ReplicaFile.failure(file.path)
    }
    defer { close(descriptor) }
    var rest: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw ReplicaFile.failure(file.path) }
      guard count > 0 else { break }
      takeLines(buffer[..<count], after: &rest)
    }
    // A crash tears the last line: it counts as one that could not be read.
    if !rest.isEmpty { take(rest) }
    guard readLines > 0 else { throw ReplicaError(.badOutbox, file.path) }
  }

  private mutating func takeLines(_ bytes: ArraySlice<UInt8>, after rest: inout [UInt8]) {
    var start = bytes.startIndex
    while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
      if rest.isEmpty {
        take(bytes[start..<end])
      } else {
        rest += bytes[start..<end]
        take(rest)
        rest.removeAll(keepingCapacity: true)
      }
      start = end + 1
    }
    // One byte stands for what is too long to be kept: it is no line either.
    if rest.count > Self.longestLine { rest.removeLast(rest.count - 1) }
    rest += bytes[start...]
  }
}
