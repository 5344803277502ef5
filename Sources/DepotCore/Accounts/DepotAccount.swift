/// Somebody who may log in to the reference server.
package struct DepotAccount: Sendable {
  /// The name to log in with, which stamps rows.
  package var username: String
  /// The password, in clear: the depot guards nothing real.
  package var password: String
  /// One of the catalog's permission levels.
  package var permission: String
  /// The name for people.
  package var displayName: String
  /// The entity the account belongs to; told at log-in, limits nothing.
  package var entityID: Int64?
  /// The hub the account belongs to; told at log-in, limits nothing.
  package var hubID: Int64?
  /// The shop the account belongs to; told at log-in, limits nothing.
  package var shopID: Int64?

  /// An account; without a display name it shows its user name.
  package init(
    username: String,
    password: String,
    permission: String,
    displayName: String? = nil,
    entityID: Int64? = nil,
    hubID: Int64? = nil,
    shopID: Int64? = nil
  ) {
    self.username = username
    self.password = password
    self.permission = permission
    self.displayName = displayName ?? username
    self.entityID = entityID
    self.hubID = hubID
    self.shopID = shopID
  }

  /// The accounts of demos and tests: `tech` and `colleague` (TECHNICAL), `admin` (ADMIN) and
  /// `system` (SYSTEM), each with its name as password.
  package static let usual: [DepotAccount] = [
    DepotAccount(
      username: "tech",
      password: "tech",
      permission: "TECHNICAL",
      displayName: "Aline Uwase",
      entityID: 1,
      hubID: 1,
      shopID: 1
    ),
    DepotAccount(
      username: "colleague",
      password: "colleague",
      permission: "TECHNICAL",
      displayName: "Kofi Mensah",
      entityID: 1,
      hubID: 1,
      shopID: 1
    ),
    DepotAccount(username: "admin", password: "admin", permission: "ADMIN", entityID: 1),
    DepotAccount(username: "system", password: "system", permission: "SYSTEM"),
  ]
}
