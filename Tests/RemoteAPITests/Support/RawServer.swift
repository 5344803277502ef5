import Foundation
import Synchronization

/// A server of bare sockets on this machine, one thread a connection, for answers that no HTTP
/// library would give.
final class RawServer: Sendable {
  /// What is done with a connection; it is closed afterwards.
  typealias Script = @Sendable (RawConnection) -> Void

  private struct State {
    var connections = 0
    var requests: [RawRequest] = []
  }

  let port: Int
  private let socket: Int32
  private let state = Mutex(State())

  init(_ script: @escaping Script) throws {
    (socket, port) = try Self.listen()
    let thread = Thread { [self] in accept(script) }
    thread.start()
  }

  var url: String { "http://127.0.0.1:\(port)" }
  var connections: Int { state.withLock(\.connections) }
  var requests: [RawRequest] { state.withLock(\.requests) }

  /// How often a request of that method was read whole, which is how often it was executed.
  func executions(_ method: String) -> Int { requests.count { $0.method == method } }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }

  func note(_ request: RawRequest) { state.withLock { $0.requests.append(request) } }

  private func accept(_ script: @escaping Script) {
    while true {
      let descriptor = Foundation.accept(socket, nil, nil)
      guard descriptor >= 0 else { break }
      let number = state.withLock { state in
        state.connections += 1
        return state.connections
      }
      let thread = Thread { [self] in
        let connection = RawConnection(descriptor, number: number, server: self)
        script(connection)
        connection.close()
      }
      thread.start()
    }
    close(socket)
  }

  /// A port on which nobody listens.
  static func freePort() throws -> Int {
    let (socket, port) = try listen()
    close(socket)
    return port
  }

  private static func listen() throws -> (socket: Int32, port: Int) {
    let socket = Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isReady = withUnsafeMutableBytes(of: &address) { bytes in
      guard let pointer = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
        return false
      }
      return bind(socket, pointer, length) == 0 && Foundation.listen(socket, 64) == 0
        && getsockname(socket, pointer, &length) == 0
    }
    guard isReady else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
  }
}
