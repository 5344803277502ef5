import Foundation

/// A file for its owner alone, replaced in one step.
struct PrivateFile {
  let path: String

  /// Writes the bytes beside the file and puts them in its place; durable once this returns.
  ///
  /// - Throws: ``SessionStoreError``; the file before stays whole and no other remains.
  func replace(with bytes: [UInt8]) throws(SessionStoreError) {
    try makeFolder()
    let temporary = "\(path).\(getpid()).new"
    // Whatever lies there is left over from a crash; O_EXCL then rules out a planted link.
    unlink(temporary)
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw fault() }
    do {
      defer { close(descriptor) }
      try fill(descriptor, with: bytes)
    } catch {
      unlink(temporary)
      throw error
    }
    guard rename(temporary, path) == 0 else {
      let fault = fault()
      unlink(temporary)
      throw fault
    }
    try syncFolder()
  }

  /// The operating system's last error as ours.
  func fault() -> SessionStoreError {
    SessionStoreError(code: .unwritable, subject: path, cause: String(cString: strerror(errno)))
  }

  private var folder: String { (path as NSString).deletingLastPathComponent }

  private func makeFolder() throws(SessionStoreError) {
    guard !folder.isEmpty, access(folder, F_OK) != 0 else { return }
    do {
      try FileManager.default.createDirectory(
        atPath: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
    } catch {
      throw SessionStoreError(
        code: .unwritable,
        subject: folder,
        cause: (error as NSError).localizedDescription
      )
    }
    guard chmod(folder, 0o700) == 0 else { throw fault() }
  }

  private func fill(_ descriptor: Int32, with bytes: [UInt8]) throws(SessionStoreError) {
    // The mode given to open() is cut by the umask, never widened; this makes it exact.
    guard fchmod(descriptor, 0o600) == 0 else { throw fault() }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw fault() }
      written += count
    }
    guard fsync(descriptor) == 0 else { throw fault() }
  }

  private func syncFolder() throws(SessionStoreError) {
    let descriptor = open(folder.isEmpty ? "." : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw fault() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw fault() }
  }
}
