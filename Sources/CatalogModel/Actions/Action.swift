/// Something the server does beside reading and writing rows, such as `status_update`.
package struct Action: Sendable, Equatable {
  /// When an action may run.
  package enum Delivery: String, Sendable, Codable {
    /// May wait in the queue until there is a connection.
    case queued
    /// Only while connected: it reads, or carries a secret.
    case online
  }

  /// The action's name, unlike any other's.
  package let name: String
  /// The HTTP method.
  package let method: String
  /// The path under the API's prefix, parameters in angle brackets: `/products/<imei>/sync`.
  package let path: String
  /// The permission its documents ask for; nothing where they are silent.
  package let permission: String?
  /// Whether it is called without a token.
  package let isAnonymous: Bool
  /// The values it takes.
  package let payload: [ActionField]
  /// Whether doing it twice does no harm.
  package let isRepeatable: Bool
  /// When it may run.
  package let delivery: Delivery
  /// The resource in which a row proves that the action happened; nothing where none does.
  package let proof: String?
}
