package import CatalogModel

extension RemoteServer {
  /// Asks which methods the server offers on a table, or on its single rows.
  ///
  /// The question is an OPTIONS request, which is safe by definition (RFC 9110, section 9.2.1): the
  /// framework answers it from its table of routes without running anything of the application's.
  ///
  /// - Parameters:
  ///   - resource: the table.
  ///   - key: a key of any row, for the methods on single rows; nothing for those on the table.
  /// - Returns: what is offered; nothing where the server does not tell.
  /// - Throws: ``RemoteError`` where the question did not get through.
  package func offeredMethods(
    on resource: Resource,
    key: RowKey? = nil
  ) async throws(RemoteError) -> Set<ResourceMethod>? {
    let request = try requests.methods(on: resource, key: key)
    switch try await send(request) {
    case .success(let response):
      guard [200, 204, 405].contains(response.status), let allow = response.headers["Allow"] else {
        return nil
      }
      let words = allow.split(separator: ",").map { $0.filter { $0 != " " } }
      let methods = Set(words.compactMap { ResourceMethod(rawValue: $0) })
      // Whoever says that what was just read cannot be read speaks of something else, as a proxy does.
      return methods.contains(.read) || !resource.allows(.read) ? methods : nil
    case .failure(let error): throw ReadReader(subject: base.authority).failure(error)
    }
  }
}
