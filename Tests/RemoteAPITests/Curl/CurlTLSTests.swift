import RemoteAPI
import Testing

@Suite(.enabled(if: TLSServer.isAvailable))
struct CurlTLSTests {
  private func transport(_ server: TLSServer, isTrusted: Bool) throws -> CurlTransport {
    CurlTransport(
      base: try ServerAddress(parsing: "https://127.0.0.1:\(server.port)"),
      settings: CurlSettings(
        certificateFile: isTrusted ? server.certificate : nil,
        userAgent: "fieldsync/test"
      )
    )
  }

  @Test
  func `a server whose certificate is trusted by its file is talked to`() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    let response = try await transport(server, isTrusted: true)
      .send(HTTPRequest(method: "GET", path: "/"))
    #expect(response.status == 200)
  }

  @Test
  func `a certificate that nobody vouches for ends it before anything is sent`() async throws {
    let server = try TLSServer(name: "IP:127.0.0.1")
    let error = await #expect(throws: TransportError.self) {
      try await transport(server, isTrusted: false)
        .send(HTTPRequest(method: "DELETE", path: "/", isWrite: true))
    }
    #expect(error?.code == .certificateUntrusted)
    #expect(error?.mayHaveBeenSent == false)
    #expect(error?.bytesSent == 0)
  }

  @Test
  func `a certificate of another host ends it before anything is sent`() async throws {
    let server = try TLSServer(name: "DNS:other.example.org")
    let error = await #expect(throws: TransportError.self) {
      try await transport(server, isTrusted: true)
        .send(HTTPRequest(method: "DELETE", path: "/", isWrite: true))
    }
    #expect(error?.code == .certificateName)
    #expect(error?.mayHaveBeenSent == false)
  }
}
