/// One request that the reference server answered.
package struct DepotLogEntry: Sendable, Equatable {
  /// The HTTP method.
  package let method: String
  /// The path without its query.
  package let path: String
  /// The decoded query, for people.
  package let query: String
  /// The status of the answer.
  package let status: Int
}
