import Dispatch
import Foundation
import RemoteAPI
import Synchronization
import Testing

/// Connections that are made ahead, while a request waits for its answer.
struct CurlSpareTests {
  private func transport(_ server: RawServer, lifetime: Double = 600) throws -> CurlTransport {
    CurlTransport(
      base: try ServerAddress(parsing: server.url),
      settings: CurlSettings(
        maximumConnections: 8,
        spareLifetime: lifetime,
        userAgent: "fieldsync/test"
      )
    )
  }

  private func greeting(followers: Int) -> HTTPRequest {
    var request = HTTPRequest(method: "GET", path: "/first", deadline: 10)
    request.followers = followers
    return request
  }

  // Waits until so many have come, or five seconds are over.
  private static func meet(_ count: Int, _ arrivals: DispatchSemaphore) -> Bool {
    let end = DispatchTime.now() + 5
    return (0..<count).allSatisfy { _ in arrivals.wait(timeout: end) == .success }
  }

  @Test
  func `they stand before the answer comes, and serve the requests that follow`() async throws {
    let connections = DispatchSemaphore(value: 0)
    let followers = DispatchSemaphore(value: 0)
    let hasMet = Mutex(false)
    let server = try RawServer { connection in
      connections.signal()
      while let request = connection.readRequest() {
        if request.target == "/first" {
          let isComplete = Self.meet(4, connections)
          hasMet.withLock { $0 = isComplete }
        } else {
          // Only the last answers at once: each has a connection of its own.
          followers.signal()
          if request.target == "/3" { _ = Self.meet(4, followers) }
        }
        connection.answer()
      }
    }
    defer { server.stop() }
    let transport = try transport(server)
    _ = try await transport.send(greeting(followers: 4))
    let haveMet = hasMet.withLock { $0 }
    #expect(haveMet, "four connections stood while the first waited")
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<4 {
        group.addTask {
          try await transport.send(HTTPRequest(method: "GET", path: "/\(number)")).status
        }
      }
      for try await status in group { #expect(status == 200) }
    }
    #expect(server.connections == 4)
  }

  @Test
  func `one that the server has ended is not used`() async throws {
    let ended = DispatchSemaphore(value: 0)
    let server = try RawServer { connection in
      if (2...3).contains(connection.number) {
        connection.close()
        ended.signal()
        return
      }
      while let request = connection.readRequest() {
        if request.target == "/first" { _ = Self.meet(2, ended) }
        connection.answer()
      }
    }
    defer { server.stop() }
    let transport = try transport(server)
    _ = try await transport.send(greeting(followers: 3))
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<3 {
        group.addTask {
          try await transport.send(HTTPRequest(method: "GET", path: "/\(number)")).status
        }
      }
      for try await status in group { #expect(status == 200) }
    }
  }

  @Test
  func `without followers, and for a write, none is made`() async throws {
    let server = try RawServer { connection in
      while connection.readRequest() != nil { connection.answer() }
    }
    defer { server.stop() }
    let transport = try transport(server)
    _ = try await transport.send(HTTPRequest(method: "GET", path: "/"))
    var write = HTTPRequest(method: "POST", path: "/", body: [0x7B, 0x7D], isWrite: true)
    write.followers = 5
    _ = try await transport.send(write)
    #expect(server.connections == 1)
  }

  @Test
  func `a server that serves one connection after the other meets the request's own first`()
    async throws
  {
    let places = Mutex<[String: Int]>([:])
    let server = try RawServer { connection in
      while let request = connection.readRequest() {
        places.withLock { $0[request.target] = connection.number }
        connection.answer()
      }
    }
    defer { server.stop() }
    _ = try await transport(server).send(greeting(followers: 4))
    #expect(places.withLock { $0["/first"] } == 1)
  }

  @Test
  func `those that nobody takes are closed when their time is over`() async throws {
    let closed = DispatchSemaphore(value: 0)
    let server = try RawServer { connection in
      while connection.readRequest() != nil { connection.answer() }
      if connection.number > 1 { closed.signal() }
    }
    defer { server.stop() }
    let transport = try transport(server, lifetime: 0.1)
    _ = try await transport.send(greeting(followers: 4))
    let haveClosed = Self.meet(3, closed)
    #expect(haveClosed)
    #expect(try await transport.send(HTTPRequest(method: "GET", path: "/next")).status == 200)
  }

  @Test
  func `a write that one dies under is unknown, and sent once`() async throws {
    let spare = DispatchSemaphore(value: 0)
    let writes = Mutex(0)
    let server = try RawServer { connection in
      if connection.number == 2 { spare.signal() }
      while let request = connection.readRequest() {
        if request.method == "POST" {
          writes.withLock { $0 += 1 }
          return
        }
        _ = Self.meet(1, spare)
        connection.answer()
      }
    }
    defer { server.stop() }
    let transport = try transport(server)
    _ = try await transport.send(greeting(followers: 2))
    // Without a body it never meets a connection that was used, so it takes the one made ahead.
    let error = await #expect(throws: TransportError.self) {
      try await transport.send(HTTPRequest(method: "POST", path: "/sync", isWrite: true))
    }
    #expect(error?.mayHaveBeenSent == true)
    #expect(writes.withLock(\.self) == 1)
    #expect(server.connections == 2)
  }

  @Test
  func `a read that one dies under is asked again`() async throws {
    let spares = DispatchSemaphore(value: 0)
    let taken = Mutex(0)
    let bothTaken = DispatchSemaphore(value: 0)
    let server = try RawServer { connection in
      let isSpare = (2...3).contains(connection.number)
      if isSpare { spares.signal() }
      while let request = connection.readRequest() {
        if isSpare {
          taken.withLock { count in
            count += 1
            if count == 2 { bothTaken.signal() }
          }
          return
        }
        if request.target == "/first" {
          _ = Self.meet(2, spares)
        } else if Self.meet(1, bothTaken) {
          // Every other stays at work until both spares are taken, however late a task begins: one
          // that is free would be used before a spare. The next that waits is let through, too.
          bothTaken.signal()
        }
        connection.answer()
      }
    }
    defer { server.stop() }
    let transport = try transport(server)
    _ = try await transport.send(greeting(followers: 3))
    try await withThrowingTaskGroup(of: Int.self) { group in
      for number in 0..<3 {
        group.addTask {
          try await transport.send(HTTPRequest(method: "GET", path: "/\(number)")).status
        }
      }
      for try await status in group { #expect(status == 200) }
    }
    #expect(server.requests.count == 1 + 3 + 2, "two were asked twice")
  }
}
