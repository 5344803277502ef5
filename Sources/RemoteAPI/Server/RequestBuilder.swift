import CatalogModel

/// Makes the requests of this API out of what is wanted.
struct RequestBuilder {
  let catalog: Catalog
  let settings: RemoteSettings

  /// A page of rows.
  func page(of resource: Resource, matching query: RowQuery) throws(RemoteError) -> HTTPRequest {
    try QueryCheck(resource: resource).check(query)
    var request = read(path(of: resource), deadline: query.deadline)
    request.query =
      switch resource.lists {
      case .pages: query.parameters
      case .whole: resource.paths.parameters.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      }
    request.maximumBytes = settings.maximumPageBytes
    return request
  }

  /// One row.
  func row(of resource: Resource, key: RowKey) throws(RemoteError) -> HTTPRequest {
    try PayloadCheck(resource: resource).check(key)
    return read(path(of: resource, key: key), deadline: nil)
  }

  /// A question for the methods on a table, or on its rows.
  func methods(on resource: Resource, key: RowKey?) throws(RemoteError) -> HTTPRequest {
    if let key { try PayloadCheck(resource: resource).check(key) }
    var request = read(path(of: resource, key: key), deadline: nil)
    request.method = "OPTIONS"
    return request
  }

  /// A create, update or deletion.
  func write(_ write: RowWrite) throws(RemoteError) -> HTTPRequest {
    let fields = try PayloadCheck(resource: write.resource).checked(write)
    if case .update(let key) = write.kind, let expected = write.expected {
      let filters = expected.filters(key: key, of: write.resource)
      return change(of: write.resource, where: filters, to: fields, deadline: write.deadline)
    }
    let members = fields.mapValues(JSONNode.init).merging(try lists(of: write)) { $1 }
    let body = Array(JSONNode.object(members).description.utf8)
    let (method, path, sent): (String, String, [UInt8]?) =
      switch write.kind {
      case .create: ("POST", path(of: write.resource), body)
      case .update(let key): ("PUT", path(of: write.resource, key: key), body)
      case .delete(let key): ("DELETE", path(of: write.resource, key: key), nil)
      }
    return change(method, path, body: sent, deadline: write.deadline)
  }

  // Rows that are made together with a row, under the names of their relations.
  private func lists(of write: RowWrite) throws(RemoteError) -> [String: JSONNode] {
    var lists: [String: [JSONNode]] = [:]
    for row in write.attached {
      let fields = try PayloadCheck(resource: row.resource).checked(row, within: write)
      lists[row.relation.name, default: []].append(.object(fields.mapValues(JSONNode.init)))
    }
    return lists.mapValues(JSONNode.array)
  }

  /// A change of the rows that filters find; never without a filter, because that is every row.
  func change(
    of resource: Resource,
    where filters: [RowFilter],
    to fields: RowFields,
    deadline: Double?
  ) -> HTTPRequest {
    let search = JSONNode.object(["filters": .array(filters.map(\.node))])
    let members = fields.mapValues(JSONNode.init).merging(["q": search]) { $1 }
    let body = Array(JSONNode.object(members).description.utf8)
    return change("PUT", path(of: resource), body: body, deadline: deadline)
  }

  /// A greeting from whoever is there.
  func home() -> HTTPRequest {
    var request = read(path(ofAction: "home", else: "/home"), deadline: nil)
    request.maximumBytes = 64 << 10
    return request
  }

  /// A log-in; the one request whose body is a form.
  func logIn(_ credentials: Credentials) -> HTTPRequest {
    let form = PercentEncoding.form([
      ("username", credentials.user), ("password", credentials.password.revealed),
    ])
    var request = change(
      "POST",
      path(ofAction: "auth_login", else: "/auth/login"),
      body: Array(form.utf8),
      deadline: nil
    )
    request.headers =
      common + [
        ("Accept", "application/json"), ("Content-Type", "application/x-www-form-urlencoded"),
      ]
    return request
  }

  func read(_ path: String, deadline: Double?) -> HTTPRequest {
    HTTPRequest(
      method: "GET",
      path: path,
      headers: common,
      deadline: deadline ?? settings.readDeadline,
      maximumBytes: settings.maximumAnswerBytes
    )
  }

  func change(
    _ method: String,
    _ path: String,
    body: [UInt8]?,
    deadline: Double?
  ) -> HTTPRequest {
    HTTPRequest(
      method: method,
      path: path,
      // The framework answers 500 to a write that names no content type, body or not.
      headers: common + [("Content-Type", "application/json")],
      body: body,
      isWrite: true,
      deadline: deadline ?? settings.writeDeadline,
      maximumBytes: settings.maximumAnswerBytes
    )
  }

  func path(of resource: Resource, key: RowKey? = nil) -> String {
    guard let key else { return "\(catalog.pathPrefix)/\(resource.paths.list)" }
    let segment = PercentEncoding.segment(key.wireText)
    return "\(catalog.pathPrefix)/\(resource.paths.row)/\(segment)"
  }

  private func path(ofAction name: String, else path: String) -> String {
    catalog.pathPrefix + (catalog.action(named: name)?.path ?? path)
  }

  // Makes old Flask leave out the indentation, a third of the bytes. What is accepted goes without saying:
  // the framework answers in JSON unless something else is asked for, and each byte is sent with each row.
  private var common: [(name: String, value: String)] { [("X-Requested-With", "XMLHttpRequest")] }
}
