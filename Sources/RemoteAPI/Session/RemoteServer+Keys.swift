import CatalogModel

extension RemoteServer {
  /// Keeps a key for the user who brought it, once the server answered a read with it.
  ///
  /// - Throws: ``RemoteError``: `loginRefused` where the server does not accept the key.
  func accept(key: Secret, of user: String) async throws(RemoteError) -> Account {
    let account = Account(username: user)
    guard LogInReader.fitsHeader(key.revealed) else {
      throw RemoteError(code: .loginRefused, subject: base.host)
    }
    if let resource = readable {
      let request = try requests.page(of: resource, matching: RowQuery(pageSize: 1))
      let reader = LogInReader(subject: base.host)
      switch await exchange(request, token: key) {
      case .success(let response) where response.status != 200: throw reader.failure(response)
      case .success(let response):
        _ = try ReadReader(subject: base.host).page(of: resource, in: response)
      case .failure(let error): throw ReadReader(subject: base.host).failure(error)
      }
    }
    try keep(StoredSession(server: base.description, token: key, account: account))
    return account
  }

  // What goes first in a run is what a technician reads, and seldom the longest list.
  private var readable: Resource? {
    catalog.resources.filter(\.isReplicatedByDefault).min { $0.urgency < $1.urgency }
  }
}
