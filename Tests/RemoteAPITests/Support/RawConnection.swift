import Foundation

/// One connection to a ``RawServer``, used by its own thread alone.
final class RawConnection {
  /// Its place among those that the server accepted, from 1.
  let number: Int
  private let descriptor: Int32
  private let server: RawServer
  private var buffer: [UInt8] = []
  private var isOpen = true

  init(_ descriptor: Int32, number: Int, server: RawServer) {
    self.number = number
    self.descriptor = descriptor
    self.server = server
  }

  /// Reads a whole request and notes it with the server; nothing where the client has gone.
  func readRequest() -> RawRequest? {
    let mark = Array("\r\n\r\n".utf8)
    while true {
      if let end = buffer.firstRange(of: mark) {
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        let length =
          RawRequest(head: head, body: []).header("Content-Length").flatMap(Int.init) ?? 0
        if buffer.count >= end.upperBound + length {
          let request = RawRequest(
            head: head,
            body: Array(buffer[end.upperBound..<(end.upperBound + length)])
          )
          buffer.removeFirst(end.upperBound + length)
          server.note(request)
          return request
        }
      }
      guard readMore() else { return nil }
    }
  }

  /// Waits until the client closes.
  func waitForEnd() { while readMore() {} }

  /// Waits for the client to close, at most so many milliseconds.
  func hasEnded(withinMilliseconds milliseconds: Int32) -> Bool {
    var item = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&item, 1, milliseconds) > 0 && !readMore()
  }

  @discardableResult
  func write(_ text: String) -> Bool { write(Array(text.utf8)) }

  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Answers with a JSON body and keeps the connection.
  @discardableResult
  func answer(_ body: String = "{}", status: String = "200 OK", headers: String = "") -> Bool {
    write(
      "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\n\(headers)"
        + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
    )
  }

  /// Ends the connection with a reset instead of a farewell.
  func reset() {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor,
      SOL_SOCKET,
      SO_LINGER,
      &option,
      socklen_t(MemoryLayout<linger>.size)
    )
    close()
  }

  func close() {
    guard isOpen else { return }
    isOpen = false
    Foundation.close(descriptor)
  }

  private func readMore() -> Bool {
    var piece = [UInt8](repeating: 0, count: 65_536)
    let count = piece.withUnsafeMutableBytes { recv(descriptor, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return false }
    buffer += piece[..<count]
    return true
  }
}
