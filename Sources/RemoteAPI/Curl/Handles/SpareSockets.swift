import CCurl
import Foundation

/// Connections that are made while a request waits for its answer, for those that will follow it.
///
/// Several questions asked at once need a connection each, and a connection costs the delay of the
/// link before its first byte. Begun together with the greeting, the connections stand when its answer
/// comes. Only reads in plain http take them: over TLS one connection costs kilobytes, and with HTTP/2
/// one serves all.
///
/// Not sendable: it lives on the thread of its ``CurlLoop``, and libcurl asks it there for sockets.
final class SpareSockets {
  private struct Spare {
    let socket: curl_socket_t
    let address: [UInt8]
    let begunAt: Double
  }

  private var spares: [Spare] = []
  private var lent: Set<curl_socket_t> = []

  private let lifetime: Double

  /// No spares yet, each to be trusted for so many seconds: who lets idle connections die says nothing.
  init(lifetime: Double) { self.lifetime = lifetime }

  deinit { for spare in spares { close(spare.socket) } }

  /// A socket for a connection to this address: a spare that stands, or a new one.
  ///
  /// - Parameters:
  ///   - address: where libcurl is about to connect to.
  ///   - companions: spares to begin with at the same time.
  /// - Returns: the socket; negative where the system gives none.
  func socket(
    to address: UnsafePointer<curl_sockaddr>,
    companions: Int
  ) -> curl_socket_t {
    forgetOld()
    if let spare = takeSpare(to: Self.bytes(of: address)) {
      lent.insert(spare)
      return spare
    }
    for _ in 0..<max(0, companions - spares.count) { begin(to: address) }
    return fieldsync_socket(address)
  }

  /// Whether the socket was lent here and is connected already; says so once.
  func isConnected(_ socket: curl_socket_t) -> Bool { lent.remove(socket) != nil }

  private func begin(to address: UnsafePointer<curl_sockaddr>) {
    let socket = fieldsync_socket(address)
    guard socket >= 0 else { return }
    guard fieldsync_begin_connecting(socket, address) == 0 else {
      close(socket)
      return
    }
    spares.append(Spare(socket: socket, address: Self.bytes(of: address), begunAt: Self.now))
  }

  private func takeSpare(to address: [UInt8]) -> curl_socket_t? {
    guard
      let index = spares.firstIndex(where: {
        $0.address == address && fieldsync_stands($0.socket) == 1
      })
    else { return nil }
    return spares.remove(at: index).socket
  }

  private func forgetOld() {
    let now = Self.now
    for spare in spares where now - spare.begunAt > lifetime { close(spare.socket) }
    spares.removeAll { now - $0.begunAt > lifetime }
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }

  private static func bytes(of address: UnsafePointer<curl_sockaddr>) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(address.pointee.addrlen))
    fieldsync_copy_address(address, &bytes)
    return bytes
  }
}
