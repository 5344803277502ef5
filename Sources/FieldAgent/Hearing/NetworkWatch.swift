#if os(Linux)
@preconcurrency import Dispatch
import Glibc
import Synchronization

/// Hears from the kernel when links, addresses and routes come and go (rtnetlink(7)).
///
/// The messages say only that something changed; what is true now is asked of the interfaces, so that a
/// message that was lost (ENOBUFS) is no harm.
package final class NetworkWatch: AgentWatch {
  private let socket: Int32
  private let inbox: AgentInbox
  private let source: any DispatchSourceRead
  private let known = Mutex<Set<[UInt8]>?>(nil)
  // One reads and tells at a time, so that whoever looks after another knows what that one read.
  private let reading = Mutex(())

  // RTMGRP_LINK, RTMGRP_IPV4_IFADDR and _ROUTE, RTMGRP_IPV6_IFADDR and _ROUTE of linux/rtnetlink.h.
  private static let groups: UInt32 = 0x1 | 0x10 | 0x40 | 0x100 | 0x400

  /// A watch that tells the inbox; nothing where the kernel does not let it listen.
  package init?(telling inbox: AgentInbox) {
    let socket = Glibc.socket(
      AF_NETLINK,
      Int32(SOCK_RAW.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue),
      0
    )
    guard socket >= 0 else { return nil }
    guard Self.join(socket) else {
      close(socket)
      return nil
    }
    self.socket = socket
    self.inbox = inbox
    source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: .global())
    source.setEventHandler { [weak self] in self?.look() }
    source.setCancelHandler { close(socket) }
    source.resume()
    tellState()
  }

  /// Reads what the kernel has said and tells what is true now.
  package func look() {
    reading.withLock { _ in
      var room = [UInt8](repeating: 0, count: 8_192)
      var hasHeard = false
      while recv(socket, &room, room.count, 0) > 0 || errno == ENOBUFS { hasHeard = true }
      if hasHeard { tellState() }
    }
  }

  /// Listens no more.
  package func end() { source.cancel() }

  // Another address is another network, on which what failed before may go.
  private func tellState() {
    let addresses = Self.addresses()
    let isNews = known.withLock { known in
      defer { known = addresses }
      return known != addresses
    }
    if isNews { inbox.put(.network(isUp: !addresses.isEmpty)) }
  }

  // struct sockaddr_nl: family, padding, port (given by the kernel), groups.
  private static func join(_ socket: Int32) -> Bool {
    var address: (UInt16, UInt16, UInt32, UInt32) = (UInt16(AF_NETLINK), 0, 0, groups)
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<(UInt16, UInt16, UInt32, UInt32)>.size))
      }
    } == 0
  }

  /// The addresses by which this computer can be reached from another: of interfaces that run, not the
  /// loopback, and not those that a link gives itself before there is a network.
  static func addresses() -> Set<[UInt8]> {
    var first: UnsafeMutablePointer<ifaddrs>?
    guard getifaddrs(&first) == 0 else { return [] }
    defer { freeifaddrs(first) }
    var found: Set<[UInt8]> = []
    var next = first
    while let entry = next?.pointee {
      next = entry.ifa_next
      let flags = Int32(bitPattern: entry.ifa_flags)
      let isRunning = [IFF_UP, IFF_RUNNING].allSatisfy { flags & Int32($0) != 0 }
      guard isRunning, flags & Int32(IFF_LOOPBACK) == 0, let address = bytes(entry.ifa_addr),
        !isSelfGiven(address)
      else { continue }
      found.insert(address)
    }
    return found
  }

  private static func bytes(_ address: UnsafeMutablePointer<sockaddr>?) -> [UInt8]? {
    guard let address else { return nil }
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET:
      let whole = raw.loadUnaligned(as: sockaddr_in.self)
      return withUnsafeBytes(of: whole.sin_addr) { Array($0) }
    case AF_INET6:
      let whole = raw.loadUnaligned(as: sockaddr_in6.self)
      return withUnsafeBytes(of: whole.sin6_addr) { Array($0) }
    default: return nil
    }
  }

  /// Whether an address is one of 169.254/16 (RFC 3927) or fe80::/10 (RFC 4291, 2.5.6).
  static func isSelfGiven(_ address: [UInt8]) -> Bool {
    address.count == 4
      ? address.starts(with: [169, 254])
      : address.first == 0xFE && address[1] & 0xC0 == 0x80
  }
}
#endif
