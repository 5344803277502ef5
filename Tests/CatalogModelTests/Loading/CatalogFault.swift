import Testing

@testable import CatalogModel

/// One thing wrong in a catalog, and what loading says of it.
struct CatalogFault: Sendable, CustomTestStringConvertible {
  let old: String
  let new: String
  let code: CatalogError.Code
  let place: String
  let subject: String

  init(_ old: String, _ new: String, _ code: CatalogError.Code, _ place: String, _ subject: String)
  {
    self.old = old
    self.new = new
    self.code = code
    self.place = place
    self.subject = subject
  }

  var testDescription: String { "\(code.rawValue) at \(place): \(subject)" }
}
