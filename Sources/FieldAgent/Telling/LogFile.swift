import Foundation
import Synchronization

/// A file of lines that is put aside before it grows too long, a few times over.
///
/// Files are readable for their owner only. Trouble with the disk ends no agent: what cannot be written
/// is not.
package final class LogFile: Sendable {
  private let path: String
  private let maximumBytes: Int
  private let kept: Int
  // The open file and its length; guards the moving aside, too.
  private let open: Mutex<(descriptor: Int32, bytes: Int)?>

  /// A file at that path; `kept` older ones stand beside it as `.1`, `.2`, ….
  package init(path: String, maximumBytes: Int = 1 << 20, kept: Int = 3) {
    self.path = path
    self.maximumBytes = maximumBytes
    self.kept = kept
    open = Mutex(nil)
  }

  deinit { open.withLock { if let file = $0 { close(file.descriptor) } } }

  /// Adds a line.
  package func write(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    open.withLock { file in
      if let full = file, full.bytes + bytes.count > maximumBytes, full.bytes > 0 {
        close(full.descriptor)
        file = nil
        moveAside()
      }
      if file == nil { file = Self.opened(path) }
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

  private static func opened(_ path: String) -> (descriptor: Int32, bytes: Int)? {
    let descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    return (descriptor, Int(lseek(descriptor, 0, SEEK_END)))
  }
}
