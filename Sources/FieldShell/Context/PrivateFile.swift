import Foundation

/// Files that only their owner may read, whatever the umask.
enum PrivateFile {
  /// Makes a folder with mode 0700, and those above it as the system makes them.
  static func makeFolder(_ folder: URL) throws(ShellError) {
    do {
      try FileManager.default.createDirectory(
        at: folder,
        withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700]
      )
      // The umask may have taken bits away, never added; an older folder may be open to others.
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder.path)
    } catch {
      throw failure(folder, error)
    }
  }

  /// Writes a file with mode 0600, or 0644 where it is for all, whole or not at all: beside it first,
  /// then in its place.
  static func write(_ bytes: Data, to file: URL, isForAll: Bool = false) throws(ShellError) {
    let beside = file.appendingPathExtension("new")
    unlink(beside.path)
    let descriptor = open(
      beside.path,
      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
      isForAll ? 0o644 : 0o600
    )
    guard descriptor >= 0 else { throw failure(file, code: errno) }
    let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    do {
      try handle.write(contentsOf: bytes)
      try handle.synchronize()
      try handle.close()
    } catch {
      unlink(beside.path)
      throw failure(file, error)
    }
    guard rename(beside.path, file.path) == 0 else { throw failure(file, code: errno) }
  }

  private static func failure(_ file: URL, code: Int32) -> ShellError {
    failure(file, NSError(domain: NSPOSIXErrorDomain, code: Int(code)))
  }

  private static func failure(_ file: URL, _ error: any Error) -> ShellError {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey]
    let code =
      (underlying as? POSIXError)?.code.rawValue
      ?? [underlying as? NSError, error as NSError].compactMap { $0 }
      .first { $0.domain == NSPOSIXErrorDomain }.map { Int32($0.code) }
    return ShellError(
      .fileUnwritable,
      .cannotWrite(file.path, reason: code.map { String(cString: strerror($0)) }),
      exit: .storage
    )
  }
}
