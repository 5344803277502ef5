/// Recognises a page of rows without reading its rows, so that one value in them that is not JSON
/// does not cost the whole page.
enum PageEnvelope {
  /// Whether the body is one whole object that carries the members of a page.
  static func isWhole(_ body: [UInt8]) -> Bool {
    body.firstRange(of: Array("\"num_results\"".utf8)) != nil
      && body.firstRange(of: Array("\"objects\"".utf8)) != nil && isOneObject(body)
  }

  private static func isOneObject(_ body: [UInt8]) -> Bool {
    var scanner = BracketScanner()
    for byte in body { scanner.take(byte) }
    return scanner.hasSeenOneObject
  }
}
