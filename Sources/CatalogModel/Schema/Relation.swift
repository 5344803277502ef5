/// A list of rows that the API shows under a row of another resource.
package struct Relation: Sendable, Equatable, Codable {
  /// The relation's name on the wire.
  package let name: String
  /// The resource of the listed rows.
  package let resource: String
  /// The column of the listed rows that refers back.
  package let via: String
}
