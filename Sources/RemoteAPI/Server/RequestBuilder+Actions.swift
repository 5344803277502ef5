import CatalogModel

extension RequestBuilder {
  /// An action.
  func action(_ call: ActionCall) throws(RemoteError) -> HTTPRequest {
    try check(call)
    let path = catalog.pathPrefix + (try path(of: call))
    if call.action.method == "GET" {
      var request = read(path, deadline: call.deadline)
      request.headers += language
      request.query = call.payload.sorted { $0.key < $1.key }
        .map { ($0.key, Self.queryText($0.value)) }
      request.maximumBytes = settings.maximumPageBytes
      return request
    }
    let body =
      call.payload.isEmpty ? nil : Array(JSONNode.object(call.payload).description.utf8)
    var request = change(call.action.method, path, body: body, deadline: call.deadline)
    request.headers += language
    return request
  }

  // Actions answer in words that a person reads; rows are the same in every language.
  private var language: [(name: String, value: String)] {
    settings.language.map { [("Accept-Language", $0)] } ?? []
  }

  private func path(of call: ActionCall) throws(RemoteError) -> String {
    var unused = Set(call.parameters.keys)
    var segments: [String] = []
    let path = call.usesOtherPath ? call.action.otherPath ?? call.action.path : call.action.path
    for segment in path.split(separator: "/", omittingEmptySubsequences: false) {
      guard segment.hasPrefix("<"), segment.hasSuffix(">") else {
        segments.append(String(segment))
        continue
      }
      let name = String(segment.dropFirst().dropLast())
      guard let key = call.parameters[name] else {
        throw refusal(call, "the path needs a value for \(name)")
      }
      try PayloadCheck.check(key, subject: call.action.name)
      segments.append(PercentEncoding.segment(key.wireText))
      unused.remove(name)
    }
    if let name = unused.min() { throw refusal(call, "the path has no place for \(name)") }
    return segments.joined(separator: "/")
  }

  private func check(_ call: ActionCall) throws(RemoteError) {
    for field in call.action.payload where field.isRequired && !field.name.hasPrefix("<") {
      guard call.payload[field.name] != nil else {
        throw refusal(call, "the field \(field.name) is missing")
      }
    }
    for (name, value) in call.payload where Self.holdsProvisionalKey(value) {
      throw refusal(call, "the field \(name) holds a provisional key")
    }
  }

  private func refusal(_ call: ActionCall, _ cause: String) -> RemoteError {
    RemoteError(code: .refusedByClient, subject: call.action.name, cause: cause)
  }

  private static func holdsProvisionalKey(_ node: JSONNode) -> Bool {
    switch node {
    case .integer(let number): number >= RowKey.firstProvisional
    case .array(let items): items.contains(where: holdsProvisionalKey)
    case .object(let members): members.values.contains(where: holdsProvisionalKey)
    case .null, .boolean, .real, .text: false
    }
  }

  private static func queryText(_ node: JSONNode) -> String {
    if case .text(let text) = node { text } else { node.description }
  }
}
