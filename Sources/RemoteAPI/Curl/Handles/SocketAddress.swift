import CCurl
import Foundation

/// Where libcurl connects to, copied out of what it lends during a callback.
struct SocketAddress: Equatable {
  private let family: Int32
  private let type: Int32
  private let proto: Int32
  private let bytes: [UInt8]

  init(_ address: UnsafePointer<curl_sockaddr>) {
    family = address.pointee.family
    type = address.pointee.socktype
    proto = address.pointee.protocol
    var bytes = [UInt8](repeating: 0, count: Int(address.pointee.addrlen))
    fieldsync_copy_address(address, &bytes)
    self.bytes = bytes
  }

  /// A socket that fits, not connected; negative where the system gives none.
  func socket() -> curl_socket_t {
    Foundation.socket(family, type | Int32(SOCK_CLOEXEC.rawValue), proto)
  }

  /// A socket whose connection is on its way; nothing where the system says at once that it cannot be.
  func connecting() -> curl_socket_t? {
    let socket = socket()
    guard socket >= 0 else { return nil }
    guard fieldsync_begin_connecting(socket, bytes, UInt32(bytes.count)) == 0 else {
      close(socket)
      return nil
    }
    return socket
  }
}
