import Foundation

/// The outbox as the file system sees it: locked, appended to, replaced as a whole.
///
/// Nothing is remembered between calls, so any number of processes may write in turn.
struct OutboxFile {
  /// A step of replacing a file, or of moving it aside, that is behind it.
  enum Step: CaseIterable, Sendable {
    /// The new file is there under another name, and empty.
    case begun
    /// The new file is complete, under another name.
    case filled
    /// The new file is in the place of the old one.
    case replaced
    /// The file has another name beside its own.
    case linked
    /// The file has its other name alone.
    case movedAside
  }

  let path: String
  /// Told each step; an error that it throws ends the work there, as a crash would.
  var reached: @Sendable (Step) throws -> Void = { _ in }

  private var draftPath: String { path + ".new" }
  private var folder: String { (path as NSString).deletingLastPathComponent }

  /// Whether there is one.
  var exists: Bool { access(path, F_OK) == 0 }

  /// Opens the file, made where there is none, and holds its lock while `body` runs.
  ///
  /// - Throws: ``ReplicaError`` with the code that fits.
  func locked<T>(_ body: (Int32) throws -> T) throws -> T {
    while true {
      let isNew = !exists
      let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
      guard file >= 0 else { throw ReplicaFile.failure(path) }
      defer { close(file) }
      guard flock(file, LOCK_EX) == 0 else { throw ReplicaFile.failure(path) }
      // Whoever held the lock before may have put another file in its place.
      guard isCurrent(file) else { continue }
      if isNew {
        fchmod(file, 0o600)
        try syncFolder()
      }
      return try body(file)
    }
  }

  /// Cuts off what a crash left of a line; returns the file's length then.
  func mend(_ file: Int32) throws -> Int64 {
    let size = try length(of: file)
    let tail = try bytes(of: file, before: size, until: UInt8(ascii: "\n"))
    guard tail.last != UInt8(ascii: "\n"), size > 0 else { return size }
    let whole = tail.lastIndex(of: UInt8(ascii: "\n")).map { tail.count - 1 - $0 } ?? tail.count
    let end = size - Int64(whole)
    guard ftruncate(file, off_t(end)) == 0 else { throw ReplicaFile.failure(path) }
    return end
  }

  /// The first line, without its end.
  func firstLine(_ file: Int32) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let more = try read(file, at: Int64(bytes.count), count: 16_384)
      bytes += more
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) { return Array(bytes[..<end]) }
      if more.isEmpty { return bytes }
    }
  }

  /// The last line of a file that ends with a whole one, without its end.
  func lastLine(_ file: Int32, length: Int64) throws -> [UInt8] {
    guard length > 1 else { return [] }
    let tail = try bytes(of: file, before: length - 1, until: UInt8(ascii: "\n"))
    guard let start = tail.lastIndex(of: UInt8(ascii: "\n")) else { return tail }
    return Array(tail[(start + 1)...])
  }

  /// Adds text at the end; with `durably`, it is on the disk when this returns.
  func append(_ text: String, to file: Int32, durably: Bool) throws {
    if !text.isEmpty { try write(text, to: file) }
    guard durably else { return }
    guard fsync(file) == 0 else { throw ReplicaFile.failure(path) }
  }

  /// Puts a new file in the place of the present one, at once and durably.
  func replace(_ fill: (_ write: (String) throws -> Void) throws -> Void) throws {
    try draft(fill)
    try placeDraft()
  }

  /// Writes a new file under another name beside, durably; ``placeDraft()`` makes it the file.
  func draft(_ fill: (_ write: (String) throws -> Void) throws -> Void) throws {
    let file = open(draftPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw ReplicaFile.failure(draftPath) }
    defer { close(file) }
    fchmod(file, 0o600)
    try reached(.begun)
    var pending = ""
    try fill { text in
      pending += text
      guard pending.utf8.count >= 65_536 else { return }
      try write(pending, to: file)
      pending = ""
    }
    try write(pending, to: file)
    guard fsync(file) == 0 else { throw ReplicaFile.failure(draftPath) }
    try reached(.filled)
  }

  /// Puts what ``draft(_:)`` wrote in the place of the present file, at once and durably.
  func placeDraft() throws {
    guard rename(draftPath, path) == 0 else { throw ReplicaFile.failure(path) }
    try reached(.replaced)
    try syncFolder()
  }

  /// Removes what ``draft(_:)`` wrote; whether it was there, which is whether it was not put in its place.
  @discardableResult
  func dropDraft() -> Bool { unlink(draftPath) == 0 }

  /// Moves the file out of the way, under a name that nothing has yet, and tells that name.
  ///
  /// A name that a crash left it on the way there is used again, so that no work is told twice.
  @discardableResult
  func setAside(as word: String) throws -> String {
    let stem = (path as NSString).deletingPathExtension
    for number in 1... {
      let other = "\(stem)-\(word)\(number == 1 ? "" : "-\(number)").jsonl"
      if link(path, other) != 0 {
        guard errno == EEXIST else { break }
        guard isSame(as: other) else { continue }
      }
      try reached(.linked)
      unlink(path)
      try reached(.movedAside)
      try syncFolder()
      return other
    }
    throw ReplicaFile.failure(path)
  }

  /// The file's length in bytes.
  func length(of file: Int32) throws -> Int64 {
    var status = stat()
    guard fstat(file, &status) == 0 else { throw ReplicaFile.failure(path) }
    return Int64(status.st_size)
  }

  private func isCurrent(_ file: Int32) -> Bool {
    var (ours, theirs) = (stat(), stat())
    return fstat(file, &ours) == 0 && stat(path, &theirs) == 0 && Self.areOne(ours, theirs)
  }

  private func isSame(as other: String) -> Bool {
    var (ours, theirs) = (stat(), stat())
    return stat(path, &ours) == 0 && stat(other, &theirs) == 0 && Self.areOne(ours, theirs)
  }

  private static func areOne(_ left: stat, _ right: stat) -> Bool {
    left.st_ino == right.st_ino && left.st_dev == right.st_dev
  }

  // What lies before a place, from at least one such byte on.
  private func bytes(of file: Int32, before end: Int64, until byte: UInt8) throws -> [UInt8] {
    var count: Int64 = 4_096
    while true {
      let start = max(0, end - count)
      let bytes = try read(file, at: start, count: Int(end - start))
      if start == 0 || bytes.contains(byte) { return bytes }
      count *= 4
    }
  }

  private func read(_ file: Int32, at place: Int64, count: Int) throws -> [UInt8] {
    guard count > 0 else { return [] }
    var bytes = [UInt8](repeating: 0, count: count)
    let got = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, count, off_t(place)) }
    guard got >= 0 else { throw ReplicaFile.failure(path) }
    return Array(bytes.prefix(got))
  }

  private func write(_ text: String, to file: Int32) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(file, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written >= 0 else { throw ReplicaFile.failure(path) }
      rest = rest.dropFirst(written)
    }
  }

  private func syncFolder() throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ReplicaFile.failure(folder) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw ReplicaFile.failure(folder) }
  }
}
