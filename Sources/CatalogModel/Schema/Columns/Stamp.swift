/// What a server notes on a row by itself.
package enum Stamp: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case createdAt
  case createdBy
  case modifiedAt
  case modifiedBy
}
