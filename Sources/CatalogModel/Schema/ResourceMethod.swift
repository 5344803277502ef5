/// What can be done with the rows of a resource, by its HTTP name.
package enum ResourceMethod: String, Sendable, Codable, CaseIterable {
  case read = "GET"
  case create = "POST"
  case update = "PUT"
  case delete = "DELETE"
}
