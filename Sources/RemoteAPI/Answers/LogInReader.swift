import CatalogModel

/// Reads the answer to a log-in.
struct LogInReader {
  /// The server's host, for errors.
  let subject: String

  /// The token, its end and the account.
  ///
  /// - Throws: ``RemoteError``: `loginRefused` where the API says no.
  func granted(
    by response: HTTPResponse
  ) throws(RemoteError) -> (token: Secret, expiry: String?, account: Account) {
    if response.status == 200, let node = response.node,
      let grant = node["message"]?["login_successful"], let token = grant.text("API_token"),
      let username = grant.text("username"), Self.fitsHeader(token)
    {
      return (Secret(token), grant.text("token_expiry"), account(username, grant))
    }
    throw failure(response)
  }

  /// The error that an answer means which grants nothing.
  func failure(_ response: HTTPResponse) -> RemoteError {
    let reader = ReadReader(subject: subject)
    let isOurs = response.node.map(ErrorEnvelope.isEnvelope) ?? false
    guard isOurs || response.status == 401 && response.isFrameworkPage else {
      return response.status == 200 ? reader.stranger(response) : reader.failure(response)
    }
    switch response.status {
    case 200, 400, 401, 403:
      return RemoteError(
        code: .loginRefused,
        subject: subject,
        cause: response.words,
        status: response.status
      )
    default: return reader.failure(response)
    }
  }

  private func account(_ username: String, _ grant: JSONNode) -> Account {
    Account(
      username: username,
      displayName: grant.text("display_name") ?? "",
      name: grant.text("name") ?? "",
      entityID: grant.integer("entity_id"),
      hubID: grant.integer("hub_id"),
      shopID: grant.integer("shop_id"),
      permissions: grant.text("permissions") ?? "",
      visibility: grant.text("user_product_visibility") ?? ""
    )
  }

  /// Whether a token may go into a header as it is: it must not be able to end one.
  static func fitsHeader(_ token: String) -> Bool {
    !token.isEmpty && token.utf8.count <= 4_096
      && token.utf8.allSatisfy { (0x21...0x7E).contains($0) }
  }
}

extension JSONNode {
  fileprivate func text(_ name: String) -> String? {
    if case .text(let text)? = self[name] { text } else { nil }
  }

  fileprivate func integer(_ name: String) -> Int64? {
    if case .integer(let number)? = self[name] { number } else { nil }
  }
}
