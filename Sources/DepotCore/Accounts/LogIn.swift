import CatalogModel

/// Answers `POST /auth/login`, the one body that is a form.
struct LogIn {
  let accounts: AccountBook
  let now: NaiveTime

  func answer(_ request: DepotRequest) throws -> DepotResponse {
    let isForm = request.headers["content-type"]?.hasPrefix("application/x-www-form-urlencoded")
    let pairs = isForm == true ? FormText.pairs(String(decoding: request.body, as: UTF8.self)) : []
    let field = { (name: String) in pairs.first { $0.name == name }?.value ?? "" }
    let entry = try accounts.logIn(
      username: field("username"),
      password: field("password"),
      now: now
    )
    guard let entry else { throw Refusal.unauthorised("Invalid username or password") }
    return .success(
      .object(["login_successful": .object(members(entry.account, entry.token, entry.expiry))]),
      data: .object([:])
    )
  }

  private func members(
    _ account: DepotAccount,
    _ token: String,
    _ expiry: NaiveTime
  ) -> [String: JSONNode] {
    let number = { (value: Int64?) in value.map(JSONNode.integer) ?? .null }
    return [
      "username": .text(account.username),
      "entity_id": number(account.entityID),
      "display_name": .text(account.displayName),
      "name": .text(account.displayName),
      "user_product_visibility": .text("ALL"),
      "hub_id": number(account.hubID),
      "shop_id": number(account.shopID),
      "API_token": .text(token),
      "token_expiry": .text(HTTPDate.text(expiry)),
      "permissions": .text(account.permission),
    ]
  }
}
