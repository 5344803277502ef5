/// A catalog that cannot be used, and the place in it that is wrong.
package struct CatalogError: Error, Sendable, Equatable {
  /// What is wrong.
  package enum Code: String, Sendable {
    /// The file cannot be read.
    case unreadable = "catalog-unreadable"
    /// The document is not JSON, or lacks a member, or holds one of another kind.
    case malformed = "catalog-malformed"
    /// The document is of a format this program does not know.
    case unknownFormat = "catalog-unknown-format"
    /// A name is not a plain identifier.
    case badIdentifier = "catalog-bad-identifier"
    /// A name occurs twice.
    case duplicateName = "catalog-duplicate-name"
    /// A link, key, group, label or relation names something that is not there.
    case danglingReference = "catalog-dangling-reference"
    /// A type, method, scope, tier or policy that this program does not know.
    case unknownWord = "catalog-unknown-word"
  }

  /// What is malformed, where that is the matter; the raw values are the subjects of such errors.
  package enum Flaw: String, Sendable, CaseIterable {
    case missingMember = "a member is missing"
    case notARange = "the least and the greatest number were expected"
    case notListedWhole = "parameters need lists that come whole, as \"lists\": \"whole\" says"
    case notJSON = "it is not JSON, or a number in it is out of range"
    case notOneParameter = "a subject needs a path with exactly one parameter"
    case nullableKey = "a key is never null"
    case neverWaits = "an action that never waits has no time to live"
    case secretWaits = "a secret never waits in a queue; the delivery has to be online"
    case unnamed = "a name is empty"
    case unusableKey = "a key is an integer or a text"
    case notVerifiable =
      "rows of a list that comes whole can be read and deleted; other writes could not be verified"
    case otherKind = "a value of another kind was expected"
    case tooSmall = "a number from 1 up was expected"
  }

  /// The place of an error that concerns the document as a whole.
  package static let root = "its beginning"

  /// What is wrong, as a stable word.
  package let code: Code
  /// Where, as a path from the document's root: `resources.repairs.columns.product_imei.link`.
  package let place: String
  /// The word or reason at fault.
  package let subject: String
}

extension CatalogError: CustomStringConvertible {
  /// One sentence that names the place and the next step.
  package var description: String {
    switch code {
    case .unreadable: "The catalog \(place) cannot be read; check the path and its permissions."
    case .malformed: "The catalog is malformed at \(place): \(subject); correct it."
    case .unknownFormat:
      "The catalog has the format \"\(subject)\"; this program reads \(CatalogLoader.format)."
    case .badIdentifier:
      "\"\(subject)\" at \(place) is not a name: use letters, digits and _, a letter first."
    case .duplicateName: "\"\(subject)\" occurs twice at \(place); give each its own name."
    case .danglingReference: "\"\(subject)\" at \(place) is not in the catalog; add or correct it."
    case .unknownWord: "\"\(subject)\" at \(place) is not a word this program knows."
    }
  }
}
