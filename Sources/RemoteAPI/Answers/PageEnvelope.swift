import CatalogModel

/// Recognises a page of rows without reading its rows, so that one value in them that is not JSON
/// does not cost the whole page.
enum PageEnvelope {
  /// Whether the body is one whole object that carries the members of a page, or one whole array
  /// where the API lists rows so.
  static func isWhole(_ body: [UInt8], listing: APIConventions.Lists) -> Bool {
    switch listing {
    case .pages:
      BracketScanner.isOne(body, forArray: false, naming: ["num_results", "objects"])
    case .whole: BracketScanner.isOne(body, forArray: true)
    }
  }
}
