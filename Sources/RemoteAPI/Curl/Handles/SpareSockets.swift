import CCurl
import Foundation

/// Connections that are made while a request waits for its answer, for those that will follow it.
///
/// Several questions asked at once need a connection each, and a connection costs the delay of the
/// link before its first byte. Begun right behind the greeting's own, the connections stand when its
/// answer comes. Only plain http takes them: over TLS one connection costs kilobytes, and with HTTP/2
/// one serves all.
///
/// Not sendable: it lives on the thread of its ``CurlLoop``, and libcurl asks it there for sockets.
final class SpareSockets {
  private struct Spare {
    let socket: curl_socket_t
    let address: SocketAddress
    let begunAt: Double
  }

  private var spares: [Spare] = []
  private var lent: Set<curl_socket_t> = []
  private var wanted: (address: SocketAddress, count: Int)?
  private let lifetime: Double

  /// No spares yet, each to be trusted for so many seconds: who lets idle connections die says nothing.
  init(lifetime: Double) { self.lifetime = lifetime }

  deinit { for spare in spares { close(spare.socket) } }

  /// A socket for a connection to this address: a spare that stands, or a new one.
  ///
  /// - Parameters:
  ///   - address: where libcurl is about to connect to.
  ///   - companions: spares that are wanted beside it.
  /// - Returns: the socket; negative where the system gives none.
  func socket(to address: SocketAddress, companions: Int) -> curl_socket_t {
    if let spare = takeSpare(to: address) {
      lent.insert(spare)
      return spare
    }
    if companions > 0 { wanted = (address, companions) }
    return address.socket()
  }

  /// Whether the socket was lent here and is connected already; says so once.
  func isConnected(_ socket: curl_socket_t) -> Bool { lent.remove(socket) != nil }

  /// Begins the spares that are wanted, after libcurl has begun its own connection: a server that
  /// serves one connection after the other must not wait at a spare for the greeting.
  func beginWanted() {
    guard let (address, count) = wanted else { return }
    wanted = nil
    for _ in 0..<max(0, count - spares.count) {
      guard let socket = address.connecting() else { return }
      spares.append(Spare(socket: socket, address: address, begunAt: Self.now))
    }
  }

  /// Closes those that nobody took in their time.
  ///
  /// - Returns: seconds until the next has to be closed; nothing where there is none.
  func closeOld() -> Double? {
    let now = Self.now
    for spare in spares where now - spare.begunAt > lifetime { close(spare.socket) }
    spares.removeAll { now - $0.begunAt > lifetime }
    return spares.map { $0.begunAt + lifetime - now }.min()
  }

  private func takeSpare(to address: SocketAddress) -> curl_socket_t? {
    _ = closeOld()
    guard
      let index = spares.firstIndex(where: {
        $0.address == address && fieldsync_stands($0.socket) == 1
      })
    else { return nil }
    return spares.remove(at: index).socket
  }

  private static var now: Double { ProcessInfo.processInfo.systemUptime }
}
