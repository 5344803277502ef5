import Foundation
import Synchronization

/// A file of lines that is put aside before it grows too long, a few times over.
///
/// Files are readable for their owner only. Trouble with the disk that comes later ends no agent: what
/// cannot be written is not.
package final class LogFile: Sendable {
  /// Why a path cannot be written to from the beginning.
  package enum Trouble: Error, Equatable {
    /// The system refuses, with this number of errno(3).
    case refused(Int32)
    /// It is a folder, a pipe or a socket.
    case noFile
  }

  private struct Open {
    let descriptor: Int32
    var bytes: Int
    /// A terminal or `/dev/null` is not put aside.
    let isRegular: Bool
  }

  private let path: String
  private let maximumBytes: Int
  private let kept: Int
  // The open file and its length; guards the moving aside, too.
  private let open: Mutex<Open?>

  /// A file at that path, opened at once; `kept` older ones stand beside it as `.1`, `.2`, ….
  ///
  /// - Throws: ``Trouble`` where nothing can be written there.
  package init(path: String, maximumBytes: Int = 1 << 20, kept: Int = 3) throws(Trouble) {
    self.path = path
    self.maximumBytes = maximumBytes
    self.kept = kept
    open = Mutex(try Self.opened(path))
  }

  deinit { open.withLock { if let file = $0 { close(file.descriptor) } } }

  /// Adds a line.
  package func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    open.withLock { file in
      if let full = file, full.isRegular, full.bytes + bytes.count > maximumBytes, full.bytes > 0 {
        close(full.descriptor)
        file = nil
        moveAside()
      }
      if file == nil { file = try? Self.opened(path) }
      guard let descriptor = file?.descriptor else { return }
      let written = Foundation.write(descriptor, bytes, bytes.count)
      file?.bytes += max(written, 0)
    }
  }

  private func moveAside() {
    for number in stride(from: kept, to: 1, by: -1) {
      rename("\(path).\(number - 1)", "\(path).\(number)")
    }
    if kept > 0 { rename(path, "\(path).1") } else { unlink(path) }
  }

  private static func opened(_ path: String) throws(Trouble) -> Open {
    // A pipe that nobody reads would keep whoever opens it waiting.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NONBLOCK
    let descriptor = Foundation.open(path, flags, 0o600)
    guard descriptor >= 0 else { throw errno == EISDIR ? .noFile : .refused(errno) }
    var status = stat()
    fstat(descriptor, &status)
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG || kind == S_IFCHR else {
      close(descriptor)
      throw .noFile
    }
    _ = fcntl(descriptor, F_SETFL, O_APPEND)
    return Open(
      descriptor: descriptor,
      bytes: max(0, Int(lseek(descriptor, 0, SEEK_END))),
      isRegular: kind == S_IFREG
    )
  }
}
