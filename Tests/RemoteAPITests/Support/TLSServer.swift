import Foundation

/// A TLS server with a certificate of its own making, run by the `openssl` program.
final class TLSServer {
  static let program = "/usr/bin/openssl"
  static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: program) }

  let port: Int
  let certificate: String
  private let folder: URL
  private let process: Process

  /// A server whose certificate is made out to that name, such as `IP:127.0.0.1`.
  init(name: String) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fieldsync-tls-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    certificate = folder.appendingPathComponent("certificate.pem").path
    let key = folder.appendingPathComponent("key.pem").path
    let maker = Self.process([
      "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
      "-days", "2", "-subj", "/CN=fieldsync test", "-addext", "subjectAltName=\(name)",
      "-keyout", key, "-out", certificate,
    ])
    try maker.run()
    maker.waitUntilExit()
    process = Self.process([
      "s_server", "-accept", "127.0.0.1:0", "-www", "-key", key, "-cert", certificate,
    ])
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    port = try Self.port(announcedOn: output.fileHandleForReading)
  }

  deinit {
    // The child inherits a thread's signal mask, in which a plain termination may be blocked.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    try? FileManager.default.removeItem(at: folder)
  }

  private static func process(_ arguments: [String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return process
  }

  // The line reads `ACCEPT 127.0.0.1:43521`.
  private static func port(announcedOn handle: FileHandle) throws -> Int {
    var text = ""
    while true {
      let piece = handle.availableData
      guard !piece.isEmpty else { throw POSIXError(.ECHILD) }
      text += String(decoding: piece, as: UTF8.self)
      for line in text.split(separator: "\n").dropLast(text.hasSuffix("\n") ? 0 : 1)
      where line.hasPrefix("ACCEPT") {
        if let port = line.split(separator: ":").last.flatMap({ Int($0) }) { return port }
      }
    }
  }
}
