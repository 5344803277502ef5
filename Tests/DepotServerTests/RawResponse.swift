/// A response as its bytes say it.
struct RawResponse {
  let status: Int
  let headers: [(name: String, value: String)]
  let body: [UInt8]

  /// Nothing where the bytes hold no whole head.
  init?(_ bytes: [UInt8]) {
    let end: [UInt8] = [13, 10, 13, 10]
    guard let split = bytes.indices.first(where: { bytes[$0...].starts(with: end) }) else {
      return nil
    }
    let lines = String(decoding: bytes[..<split], as: UTF8.self).split(separator: "\r\n")
    guard let code = lines.first?.split(separator: " ").dropFirst().first, let status = Int(code)
    else { return nil }
    self.status = status
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count > 1 ? String(parts[1].dropFirst()) : "")
    }
    body = Array(bytes[(split + 4)...])
  }

  var text: String { String(decoding: body, as: UTF8.self) }

  func values(_ name: String) -> [String] {
    headers.filter { $0.name == name }.map(\.value)
  }
}
