import Foundation
import RemoteAPI
import Testing

struct CurlBoundsTests {
  private func transport(_ server: RawServer) throws -> CurlTransport {
    CurlTransport(
      base: try ServerAddress(parsing: server.url),
      settings: CurlSettings(userAgent: "fieldsync/test")
    )
  }

  private func get(
    from server: RawServer,
    deadline: Double = 20,
    maximumBytes: Int = 1 << 20
  ) async throws -> HTTPResponse {
    try await transport(server).send(
      HTTPRequest(method: "GET", path: "/", deadline: deadline, maximumBytes: maximumBytes)
    )
  }

  @Test
  func `an answer is unpacked and counted as it was on the wire`() async throws {
    let packed = GzipStream.zeros(1 + 258 * 100)
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.write(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
      )
      connection.write(packed)
    }
    defer { server.stop() }
    let response = try await get(from: server)
    #expect(response.body == [UInt8](repeating: 0, count: 25_801))
    #expect(response.bytesReceived > packed.count)
    #expect(response.bytesReceived < packed.count + 200)
    #expect(server.requests.first?.header("Accept-Encoding") == "gzip")
  }

  @Test
  func `a bomb is let go at the bound`() async throws {
    let packed = GzipStream.zeros(64 << 20)
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.write(
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: \(packed.count)\r\n\r\n"
      )
      connection.write(packed)
    }
    defer { server.stop() }
    let error = await #expect(throws: TransportError.self) {
      try await get(from: server, maximumBytes: 1 << 20)
    }
    #expect(error?.code == .tooLarge)
    // It was let go long before it was all here.
    #expect((error?.bytesReceived ?? .max) < packed.count / 2)
  }

  @Test(arguments: [(1_000, true), (1_001, false)])
  func `the bound is exact`(_ length: Int, _ isTaken: Bool) async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer(String(repeating: "x", count: length))
    }
    defer { server.stop() }
    do {
      let response = try await get(from: server, maximumBytes: 1_000)
      #expect(isTaken)
      #expect(response.body.count == length)
    } catch let error as TransportError {
      #expect(!isTaken)
      #expect(error.code == .tooLarge)
    }
  }

  @Test
  func `headers without end are let go`() async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.write("HTTP/1.1 200 OK\r\n")
      let line = "X-More: \(String(repeating: "x", count: 1_000))\r\n"
      while connection.write(line) {}
    }
    defer { server.stop() }
    let error = await #expect(throws: TransportError.self) { try await get(from: server) }
    #expect(error?.code == .tooLarge)
  }

  @Test
  func `a deadline holds although the answer drips`() async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
      while !connection.hasEnded(withinMilliseconds: 20), connection.write("x") {}
    }
    defer { server.stop() }
    let start = ContinuousClock.now
    let error = await #expect(throws: TransportError.self) {
      try await get(from: server, deadline: 0.5)
    }
    #expect(error?.code == .timedOut)
    #expect(error?.mayHaveBeenSent == true)
    // The whole drip would take half an hour; how busy this machine is proves nothing.
    #expect(ContinuousClock.now - start < .seconds(300))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\"",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"a\"",
    "HTTP/1.1 200 OK\r\nContent-Le",
    "",
    "nonsense without end of line",
  ])
  func `an answer that breaks off is no answer`(_ text: String) async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.write(text)
    }
    defer { server.stop() }
    let error = await #expect(throws: TransportError.self) { try await get(from: server) }
    #expect(error?.code == .connectionLost)
  }

  @Test
  func `headers behind the body neither spoil an answer nor count`() async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.write(
        "HTTP/1.1 103 Early Hints\r\nX-Hint: 1\r\n\r\nHTTP/1.1 200 OK\r\nX-Head: 2\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\nRetry-After: 9\r\n\r\n"
      )
    }
    defer { server.stop() }
    let response = try await get(from: server)
    #expect(response.status == 200)
    #expect(response.body == Array("{}".utf8))
    #expect(response.headers["X-Head"] == "2")
    #expect(response.headers["X-Hint"] == nil)
    #expect(response.headers["Retry-After"] == nil)
  }

  @Test(arguments: ["br", "zstd", "x-unknown", "gzip, br"])
  func `a packing that was not asked for is no answer`(_ packing: String) async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer("{}", headers: "Content-Encoding: \(packing)\r\n")
    }
    defer { server.stop() }
    let error = await #expect(throws: TransportError.self) { try await get(from: server) }
    #expect(error?.code == .connectionLost)
    #expect(error?.mayHaveBeenSent == true)
  }

  @Test
  func `an answer whose packing is broken is no answer`() async throws {
    let server = try RawServer { connection in
      guard connection.readRequest() != nil else { return }
      connection.answer("not gzip", headers: "Content-Encoding: gzip\r\n")
    }
    defer { server.stop() }
    let error = await #expect(throws: TransportError.self) { try await get(from: server) }
    #expect(error?.code == .connectionLost)
  }
}
