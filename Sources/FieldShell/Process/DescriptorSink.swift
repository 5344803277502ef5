import Foundation
import Synchronization

/// A sink over an open file descriptor.
package final class DescriptorSink: TextSink {
  private let descriptor: Int32
  private let failed = Mutex(false)

  /// A sink that writes to the descriptor and never closes it.
  package init(descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Whether some text could not be written.
  package var hasFailed: Bool { failed.withLock(\.self) }

  /// Writes all of the text, or remembers that it could not.
  package func write(_ text: String) {
    failed.withLock { hasFailed in
      var bytes = Array(text.utf8)[...]
      while !bytes.isEmpty, !hasFailed {
        let written = bytes.withUnsafeBytes {
          Foundation.write(descriptor, $0.baseAddress, $0.count)
        }
        if written > 0 {
          bytes = bytes.dropFirst(written)
        } else if written < 0, errno != EINTR {
          hasFailed = true
        }
      }
    }
  }
}
