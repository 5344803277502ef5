import CBundledCatalog
package import Foundation

/// Makes a ``Catalog`` from its document, or says which place in it is wrong.
package enum CatalogLoader {
  /// The format this program reads.
  package static let format = "fieldsync.catalog/1"

  /// The catalog that comes with the program, `smartsolar`.
  ///
  /// - Throws: ``CatalogError`` if the program was built with a broken catalog; a test rules it out.
  package static func bundled() throws(CatalogError) -> Catalog {
    let bytes = UnsafeRawBufferPointer(
      start: bundled_catalog_bytes(),
      count: bundled_catalog_length()
    )
    return try load(Data(bytes))
  }

  /// Reads a user's own catalog.
  ///
  /// - Throws: ``CatalogError`` naming the file, or the place in it that is wrong.
  package static func load(file: URL) throws(CatalogError) -> Catalog {
    let data: Data
    do {
      data = try Data(contentsOf: file)
    } catch {
      throw CatalogError(code: .unreadable, place: file.path, subject: "")
    }
    return try load(data)
  }

  /// Reads a catalog from the bytes of its document.
  ///
  /// - Throws: ``CatalogError`` naming the place that is wrong.
  package static func load(_ data: Data) throws(CatalogError) -> Catalog {
    let document: CatalogDocument
    do {
      document = try JSONDecoder().decode(CatalogDocument.self, from: data)
    } catch {
      throw malformed(error)
    }
    guard document.format == format else {
      throw CatalogError(code: .unknownFormat, place: "format", subject: document.format)
    }
    return try CatalogValidation(document: document).catalog()
  }

  private static func malformed(_ error: any Error) -> CatalogError {
    let (path, flaw): ([any CodingKey], CatalogError.Flaw) =
      switch error {
      case DecodingError.keyNotFound(let key, let context):
        (context.codingPath + [key], .missingMember)
      case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
        (context.codingPath, .otherKind)
      // The decoder gives no place for a number out of range and calls it corrupted data as well.
      default: ([], .notJSON)
      }
    let place = path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    return CatalogError(
      code: .malformed,
      place: place.isEmpty ? CatalogError.root : place,
      subject: flaw.rawValue
    )
  }
}
