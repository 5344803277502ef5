/// What a local edit did.
package enum ChangeKind: String, Sendable, Codable {
  case create
  case update
  case delete
  case action
}
