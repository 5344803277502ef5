import CatalogModel

/// Recognises the greeting of `/home`, such as `Welcome to the SMARTSolar API: 2016-08-09T10:14:48`.
struct GreetingReader {
  /// The server's host, for errors.
  let subject: String

  /// The greeting.
  ///
  /// - Throws: ``RemoteError``: `notThisAPI` where something else is said.
  func greeting(in response: HTTPResponse) throws(RemoteError) -> ServerGreeting {
    let reader = ReadReader(subject: subject)
    guard response.status == 200 else {
      let failure = reader.failure(response)
      throw failure.code == .serverFault ? failure : reader.stranger(response)
    }
    guard response.body.count <= 256 else { throw reader.stranger(response) }
    let bytes = response.body.filter { $0 != UInt8(ascii: "\"") && $0 > 0x1F }
    let text = String(decoding: bytes, as: UTF8.self)
    guard !text.contains("<"), let (name, time) = Self.nameAndTime(text) else {
      throw reader.stranger(response)
    }
    return ServerGreeting(name: name, time: time, serverTime: response.serverTime ?? time)
  }

  // The documents promise a greeting with the time and not its exact words, so what ends in a time is
  // a greeting; a portal's page is markup.
  private static func nameAndTime(_ text: String) -> (String, NaiveTime)? {
    let words = text.split(separator: " ")
    for count in 1...6 where count < words.count {
      let tail = words.suffix(count).joined(separator: " ")
      guard let time = NaiveTime(tail) ?? HTTPDate.time(tail) else { continue }
      var name = words.dropLast(count).joined(separator: " ")
      if name.hasSuffix(":") { name.removeLast() }
      let opening = "Welcome to the "
      return (name.hasPrefix(opening) ? String(name.dropFirst(opening.count)) : name, time)
    }
    return nil
  }
}
