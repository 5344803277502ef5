import CatalogModel

/// Recognises a page of rows without reading its rows, so that one value in them that is not JSON
/// does not cost the whole page.
enum PageEnvelope {
  /// Whether the body is one whole object that carries the members of a page, or one whole array
  /// where the API lists rows so.
  static func isWhole(_ body: [UInt8], listing: APIConventions.Lists) -> Bool {
    switch listing {
    case .pages:
      body.firstRange(of: Array("\"num_results\"".utf8)) != nil
        && body.firstRange(of: Array("\"objects\"".utf8)) != nil
        && isOne(body, BracketScanner())
    case .whole: isOne(body, BracketScanner(forArray: true))
    }
  }

  private static func isOne(_ body: [UInt8], _ first: BracketScanner) -> Bool {
    var scanner = first
    for byte in body { scanner.take(byte) }
    return scanner.hasSeenOne
  }
}
