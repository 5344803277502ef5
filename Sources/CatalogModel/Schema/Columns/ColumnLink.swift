/// A reference from a column to the key of another resource.
package struct ColumnLink: Sendable, Equatable {
  /// The resource referred to.
  package let resource: String
  /// Whether the server itself does not enforce the reference.
  package let isSoft: Bool
}
