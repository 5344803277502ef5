import Foundation
import Glibc

/// A TCP connection that sends bytes and reads what comes, so that a test sees the wire as it is.
///
/// It blocks a thread of its own: those of Swift's concurrency are few, and the server needs them.
final class RawConnection {
  private let socket: Int32

  /// Connects to the loopback interface.
  init(port: Int) throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(socket, $0, size) }
    }
    guard code == 0 else { throw POSIXError(.ECONNREFUSED) }
  }

  deinit { close(socket) }

  /// Sends one request over a connection of its own.
  static func exchange(
    port: Int,
    _ method: String,
    _ target: String,
    headers: [String: String] = [:],
    body: String = ""
  ) async throws -> RawResponse? {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        let result = Result {
          try RawConnection(port: port).exchange(method, target, headers: headers, body: body)
        }
        continuation.resume(with: result)
      }
    }
  }

  /// Sends one request that asks to close afterwards and reads to the end; no bytes where the
  /// connection closes without an answer.
  private func exchange(
    _ method: String,
    _ target: String,
    headers: [String: String],
    body: String
  ) -> RawResponse? {
    var head = "\(method) \(target) HTTP/1.1\r\nHost: depot.test\r\nConnection: close\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    head += "Content-Length: \(body.utf8.count)\r\n\r\n"
    let bytes = Array((head + body).utf8)
    _ = send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(socket, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      received.append(contentsOf: buffer.prefix(count))
    }
    return RawResponse(received)
  }
}
